"""What can be wrong in a rule file, said in one line each, with its place."""

from collections.abc import Collection
from difflib import get_close_matches
from enum import StrEnum
from typing import Final, Protocol


class Wrong(StrEnum):
    """A pattern of words for each thing that is refused."""

    NO_YAML = "this is no YAML: {reason}"
    EMPTY = "the file is empty"
    TOO_LARGE = "the file has {size} bytes; at most {limit} are read"
    TOO_DEEP = "this is nested deeper than {limit} levels"
    SECOND_DOCUMENT = "a file holds one document"
    ANCHOR = "anchors and aliases are refused; write the value out"
    TAG = "tags are refused"
    KEY_NO_WORD = "a key is a word"
    KEY_TWICE = "'{name}' stands here twice"
    NO_SUCH_FILE = "there is no such file"
    UNREAD_FILE = "no rule is read from this file"
    NO_TABLE = "here belong names with values, as name: value"
    NO_LIST = "here belongs a list"
    NO_TEXT = "here belongs a text"
    NO_WORD = "'{name}' is none of {allowed}"
    NO_NUMBER = "'{name}' is no number"
    NO_COUNT = "'{name}' is no whole number"
    NO_DATE = "'{name}' is no date as 2026-11-22"
    NO_FLAG = "'{name}' is no value; write true or false"
    MISSING_FIELD = "the field '{name}' is missing"
    UNKNOWN_FIELD = "there is no field '{name}' here"
    UNKNOWN_TRAIT = "there is no trait '{name}'"
    UNKNOWN_VALUE = "{trait} is never '{name}', only {allowed}"
    UNKNOWN_PARAMETER = "there is no parameter '{name}'"
    UNKNOWN_PLACEHOLDER = "the placeholder {{{name}}} is no trait that the rule reads"
    UNSURE_PLACEHOLDER = "{{{name}}} may be unknown when the rule fires: not every branch has it"
    STRAY_BRACE = "a brace belongs around a placeholder, as {{name}}"
    UNKNOWN_SOURCE = "there is no source '{name}'"
    UNKNOWN_CARD = "there is no card '{name}'"
    UNKNOWN_QUESTION = "there is no quiz question '{name}'"
    UNKNOWN_SCENARIO = "there is no scenario '{name}'"
    SAME_TITLE = "'{name}' is a name of the card '{other}' too"
    TOO_MANY_WORDS = "this has {size} words; at most {limit} may be said"
    UNKNOWN_ASK = "there is no question '{name}' in asks"
    NO_FORMAT = "the place {name} does not say how its number is written"
    NO_CLAIM = "'{name}' is no claim, as isolated.margin = cross.margin"
    NO_SOURCE = "a source is 'guide G…' or 'fact X…'"
    NO_HOUSE_SOURCE = "a source is 'guide G…', 'fact X…' or 'house' with a few words"
    NO_PARAMETER_SOURCE = "a source is 'guide G…', 'fact X…' or 'ours'"
    COMPARED_WORD = "{trait} is no number, so nothing is above or below it"
    LITERAL_NUMBER = "name the number {name} in parameters/ and write its $name"
    ALWAYS = "this is always true: {trait} lies between {low} and {high}"
    NEVER = "this is never true: {trait} lies between {low} and {high}"
    EVERY_VALUE = "this is always true: {trait} has no other values"
    CONTRADICTION = "this contradicts itself and is never true"
    SAME_SIDE = "a range has one lower and one upper bound"
    REPEATED_VALUE = "'{name}' stands in the list twice"
    LISTED_PARAMETER = "a list holds values, no parameter"
    OTHER_UNIT = "'{name}' is not measured as {trait} is"
    SAYS_NOTHING = "this is empty and says nothing"
    NOT_ASKED = "'{name}' is never asked, so no answer could change what this rule decides"
    COMPARED_TRAITS = "a {kind} rule compares with parameters, not with another trait"
    NAME_IS_NOT_FILE = "'{name}' is not the name of its file"
    OTHER_FOLDER = "a {kind} rule does not belong into {folder}/"
    OTHER_PREFIX = "the id of this rule begins with '{prefix}.'"
    BAD_NAME = "'{name}' is no name as these are: small letters, digits and hyphens"
    DUPLICATE_ID = "'{name}' is the id of {other} too"
    SAME_ID = "'{name}' is the id of another rule here too"
    RETIRED_ID = "'{name}' is retired and may not come back"
    NO_TESTS = "at least one record belongs here"
    OUTSIDE_RANGE = "{name} lies outside {low} to {high}"
    NO_PARAMETER = "'{name}' names no parameter; write $name"
    ABOVE_OTHER = "{name} is {value}, and may not lie above {other}, which is {limit}"
    NOT_YET = "no value holds on {day}"
    RESERVED = "'{name}' is a word of the condition language"
    ONE_TRAIT = "the steps of one trait belong here"
    NO_STEP = "a step leads from one value to another"
    OVERLAY_NAME = "'{name}' is no overlay's name: x- and up to 30 small letters, digits, hyphens"
    UNKNOWN_RULE = "there is no rule '{name}'"
    LOCKED = "'{name}' is locked; no overlay may disable or reword it"
    DISABLED = "'{name}' is disabled in this file, so nobody would read these words"
    NO_FIX = "'{name}' is a {kind} rule and has no fix"
    NO_BLOCKER = "an overlay adds no blocker; what an account can do is the exchange's to say"
    VERDICT = "'{name}' belongs to the verdict, which no overlay touches"
    FACT = "'{name}' is a fact of the exchange, which no overlay changes"
    NO_THRESHOLD = "no rule compares with '{name}', so no overlay may set it"
    BREAKS_RULE = "with this number {rule} cannot be: {reason}"
    NOT_PLAIN = "{name} may not stand here: plain words on one line, no links, mentions or markup"
    TOO_LONG = "this has {size} characters; at most {limit} may be said"
    TOO_MANY_RULES = "there are more than {limit} rules"
    TOO_MANY_ATOMS = "there are more than {limit} comparisons in all rules"


SHOWN: Final = 200
PROBLEMS: Final = 200
DID_YOU_MEAN: Final = "; did you mean '{name}'?"


class Mark(Protocol):
    """Where something begins, counted from 0 as the parser does."""

    @property
    def line(self) -> int:
        """The line in its file."""
        ...

    @property
    def column(self) -> int:
        """The column in its line."""
        ...


class Place(Protocol):
    """What a problem is noted at; without a mark it is the whole file."""

    @property
    def mark(self) -> Mark | None:
        """Where it begins."""
        ...


class Problems:
    """The problems of one file; `subject` is the id that the lines name, if there is one."""

    def __init__(self, path: str, subject: str = "") -> None:
        self.path = path
        self.subject = subject
        self._found: list[tuple[int, int, str, str]] = []

    def add(
        self, place: Place, wrong: Wrong, *, near: Collection[str] = (), **details: object
    ) -> None:
        """Note what is wrong at a place; *near* are the names that `name` may have meant.

        Of one file so many problems are noted that its author has enough to do.
        """
        if len(self._found) >= PROBLEMS:
            return
        shown = {key: printable(str(detail)[:SHOWN]) for key, detail in details.items()}
        text = wrong.format(**shown)
        if match := nearest(shown.get("name", ""), near):
            text += DID_YOU_MEAN.format(name=match)
        subject = f"[{printable(self.subject[:SHOWN])}] " if self.subject else ""
        self._found.append((*spot(place), subject, text))

    def at(self, place: Place) -> str:
        """Return a place as it is told: `file:line:column`."""
        return ":".join([self.path, *map(str, spot(place))])

    def __len__(self) -> int:
        return len(self._found)

    def lines(self) -> list[str]:
        """Return the problems as lines, in the order of the file."""
        return [
            f"{self.path}:{line}:{column}: {subject}{text}"
            for line, column, subject, text in sorted(self._found)
        ]

    def texts(self) -> list[str]:
        """Return what is wrong without saying where, in the order of the file."""
        return [text for _, _, _, text in sorted(self._found)]


def printable(text: str) -> str:
    """Return a text on one line that cannot steer the terminal on which it is shown."""
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in text)


def spot(place: Place) -> tuple[int, int]:
    """Return the line and the column of a place, counted from 1."""
    return (place.mark.line + 1, place.mark.column + 1) if place.mark else (1, 1)


def nearest(name: str, names: Collection[str]) -> str | None:
    """Return the known name that is spelt most like *name*, if any is near."""
    matches = get_close_matches(name, names, n=1)
    return matches[0] if matches else None
