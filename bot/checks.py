"""The whole check of a rulebook: its proof, and its profiles with the words that they read."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

from pydantic import BaseModel

from bot.advisor import FEATURES, Book, learn, lesson, mode, quiz, scenario
from bot.advisor.taught import holds, reports
from bot.errors import IsocrossError
from bot.library import Card, Lesson, Question, Scenario
from bot.options import Desk
from bot.overlays import added
from bot.render import plain
from bot.rulebook import Rulebook
from bot.rulebook.profiles import Profile, read_profiles
from bot.rulebook.proof import Findings, inspect, prove
from bot.rulebook.proof.flaws import Flaw, line

FEATURE: Final = "mode"
VIEWS: Final = ("card", "why", "flips")
LANGUAGE: Final = "en"
PAGE: Final = "rules.check"
SOURCES: Final = "sources"
SESSION: Final[Mapping[str, Any]] = {
    "session": {"anonymous": False},
    "again": False,
    "number": 1,
    "total": 1,
    "open": False,
    "answers": 0,
    "options": {},
}
"""What a message of a session knows beside its lesson: a class of nobody."""

Entry = TypeVar("Entry", Card, Scenario, Question, Lesson)


@dataclass(frozen=True, slots=True)
class Checked:
    """What the proof and the profiles found, and how many profiles there are."""

    findings: Findings
    profiles: int


def check(desk: Desk, files: Mapping[str, str], house: Rulebook | None = None) -> Checked:
    """Return everything wrong with the rulebook of a desk and with the files beside its rules.

    Args:
        desk: What answers and words rest on.
        files: Every YAML text of rules/ by its path.
        house: The same rules with a community's over them, to be proved in their place.
    """
    rulebook = desk.book.rulebook
    profiles, unread = read_profiles(files, rulebook)
    cited = desk.book.library.cited
    findings = proved_over(rulebook, house) if house else prove(rulebook, cited=cited)
    uncarried = [line(SOURCES, name, Flaw.UNCARRIED) for name in findings.uncarried]
    taught = () if house else mistaught(desk)
    problems = (*findings.problems, *unread, *uncarried, *misled(desk, profiles), *taught)
    return Checked(replace(findings, problems=problems), len(profiles))


def proved_over(rulebook: Rulebook, house: Rulebook) -> Findings:
    """Return what is wrong with a community's rules over the shipped ones.

    The tests of either hold under their own numbers, everything else under the community's.
    """
    beneath, above = inspect(rulebook), prove(house, added(house))
    return replace(
        above,
        problems=(*beneath.problems, *above.problems),
        tests=beneath.tests + above.tests,
        mutants=beneath.mutants + above.mutants,
        killed=beneath.killed + above.killed,
        uncarried=(),
    )


def misled(desk: Desk, profiles: Iterable[Profile]) -> Iterator[str]:
    """Yield what the traders of profiles are told otherwise than their profile says."""
    for profile in profiles:
        try:
            yield from mistold(desk, profile)
        except IsocrossError as error:
            reason = plain(desk.words.error(error, locale=LANGUAGE))
            yield line(profile.at, profile.name, Flaw.REFUSED_PROFILE, reason=reason)


def mistold(desk: Desk, profile: Profile) -> Iterator[str]:
    """Yield what is wrong with the answer to one trader and with its words, in every view.

    Raises:
        ImpossibleCombination: The answers of the profile cannot all be true.
    """
    question = mode.Request(profile.answers)
    report = mode.answer(question, desk.book)
    told, said = (report.recommendation, report.lead), (profile.recommendation, profile.lead)
    if told != said:
        shown = {"told": ", ".join(told), "said": ", ".join(said)}
        yield line(profile.at, profile.name, Flaw.OTHER_ANSWER, **shown)
    cards = [
        desk.words.reply(FEATURE, question, report, locale=LANGUAGE, view=view) for view in VIEWS
    ]
    texts = [plain(card.text) for card in cards]
    for words in profile.says:
        if not any(words in text for text in texts):
            first = texts[0].partition("\n")[0]
            yield line(profile.at, profile.name, Flaw.OTHER_WORDS, words=words, first=first)


def mistaught(desk: Desk) -> Iterator[str]:
    """Yield what cannot be told of all that is taught, and right answers that are not one."""
    library = desk.book.library
    for question in library.questions.values():
        yield from untold(question, lambda each: quiz_right(each, desk))
    for card in library.cards.values():
        yield from untold(card, lambda each: said(desk, "learn", learn.Request(topic=each.id)))
    for story in library.scenarios.values():
        yield from untold(story, lambda each: story_true(each, desk))
    for taught in library.lessons.values():
        yield from untold(taught, lambda each: lesson_told(each, desk))


def untold(entry: Entry, telling: Callable[[Entry], Iterable[str]]) -> Iterator[str]:
    """Yield what is wrong with one entry when it is told."""
    try:
        yield from telling(entry)
    except (IsocrossError, LookupError, ValueError, TypeError) as error:
        reason = f"{type(error).__name__} {error}"
        yield line(entry.at, entry.id, Flaw.UNTOLD, reason=reason)


def quiz_right(question: Question, desk: Desk) -> Iterator[str]:
    """Yield that not exactly one option of a question is right, by the answers it names."""
    if (count := len(quiz.right(question, desk.book))) != 1:
        yield line(question.at, question.id, Flaw.NOT_ONE_RIGHT, count=count)


def lesson_told(taught: Lesson, desk: Desk) -> Iterable[str]:
    """Tell all that a class reads of a lesson; return nothing, for nothing is wrong.

    Raises:
        ValueError: A question does not have one right option, or the vote has none.
        LookupError: A place in its words has no value.
    """
    for page, values in lesson_pages(taught, desk.book):
        desk.words.card(page, locale=LANGUAGE, lesson=taught, **SESSION, **values)
    return ()


def lesson_pages(taught: Lesson, book: Book) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield the messages of a session that a lesson has words in, each with what it tells."""
    outline = lesson.outline(taught, book)
    vote = {"story": lesson.story(taught, book), "right": outline.vote.right}
    guess = {"shock": lesson.shock(taught, book), "choices": lesson.SURVIVORS}
    for place in range(outline.cards):
        yield "session.lesson", {"card": lesson.card(taught, place, book)}
    for page in ("session.vote", "session.reveal"):
        yield page, {**vote, "choices": lesson.VOTES}
    for page in ("session.shock", "session.shock_reveal"):
        yield page, guess
    for item in (*outline.before, *outline.quiz):
        yield "session.solved", {"question": lesson.solved(item.id, book)}


def story_true(story: Scenario, desk: Desk) -> Iterator[str]:
    """Yield what does not come out as a story says, by the answers to its own numbers."""
    found = reports(story.asks, desk.book)
    for each in story.outcome:
        if not holds(each.claim, found, desk.book):
            yield line(story.at, story.id, Flaw.UNTRUE_STORY, says=each.says)
    yield from said(desk, "scenario", scenario.Request(name=story.id))


def said(desk: Desk, feature: str, request: BaseModel) -> Iterable[str]:
    """Say an answer in words; return nothing, for nothing is wrong.

    Raises:
        Mistake: The question has no answer.
        LookupError: A place in its words has no value.
    """
    report = FEATURES[feature].answer(request, desk.book)
    desk.words.reply(feature, request, report, locale=LANGUAGE)
    return ()


def shown(desk: Desk, rulebook: Rulebook, checked: Checked, seconds: float) -> str:
    """Return the figures of a check as a page that ends with `ok:`, or with the problems."""
    values = {"rulebook": rulebook, "profiles": checked.profiles, "seconds": seconds}
    return desk.words.page(PAGE, locale=LANGUAGE, found=checked.findings, **values)
