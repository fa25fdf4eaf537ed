"""What a proof may find wrong, in a pattern of words each."""

from enum import StrEnum
from typing import TypeAlias

from bot.rulebook.rules import Rule


class Slip(StrEnum):
    """How a mutant differs from its rule."""

    DROPPED = "without '{atom}'"
    NEGATED = "with the opposite of '{atom}'"
    MOVED = "with '{moved}' in '{atom}'"
    VALUE_DROPPED = "without {value} in '{atom}'"
    EXCHANGED = "with '{now}' in place of '{was}'"


class Flaw(StrEnum):
    """What is wrong with a rulebook that can be read."""

    OTHER_OUTCOME = "the outcome of this record is '{told}', not '{said}'"
    IMPOSSIBLE_RECORD = "these answers cannot all be true"
    NEVER_FALSE = "no silent record has '{atom}' fail"
    SURVIVOR = "no test notices the rule {slip}; add to {said}: {record}"
    UNTOLD_SURVIVOR = "no test notices the rule {slip}"
    DISAGREES = "compiled, the outcome of {record} is '{told}', read plainly '{said}'"
    NO_INFLUENCE = "no answer would change without this rule"
    TOO_MANY = "there are {size} combinations of answers; at most {limit} can be checked"
    BROKEN_STEP = "{says} {trait} {before} gives {was}, {after} gives {now}, with {record}{rules}"
    BROKEN_LIMIT = "{says} {record} gives {was}{rules}"
    AT_WORK = "; at work: {rules}"
    MISCOUNTED = "{record} gives {was}, but counted plainly {now}"
    UNFOUNDED = "{record} gives {was}, but no rule that fired favours it"
    UNSETTLED = "{record} counts as settled on {was}, but further answers can give {now}"
    UNPROVED = "these rules could not be checked within {seconds} seconds"
    OTHER_ANSWER = "this trader is told {told}, not {said}"
    OTHER_WORDS = "this trader does not read '{words}'; the answer begins '{first}'"
    REFUSED_PROFILE = "this trader is refused: {reason}"
    UNCARRIED = "no rule, number, card, scenario or question rests on this statement"
    NOT_ONE_RIGHT = "one option must be right, and {count} are"
    UNTRUE_STORY = "with the story's own numbers this is not so: '{says}'"
    UNTOLD = "this cannot be told: {reason}"


Line: TypeAlias = str


def of_rule(rule: Rule, flaw: Flaw, place: str | None = None, **details: object) -> Line:
    """Return a flaw of a rule as a line with its place."""
    return line(place or rule.when_at, rule.id, flaw, **details)


def line(place: str, subject: str, flaw: Flaw, **details: object) -> Line:
    """Return a flaw as a line: the place as `file:line:column`, the subject, what is wrong."""
    return f"{place}: [{subject}] {flaw.format(**details)}"
