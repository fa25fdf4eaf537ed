"""The words, names and signs of posted calls, from the tables of rules/calls/."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from bot.calls.marks import Mark
from bot.calls.tables import NAMES, WORDS, Names, Phrase, Said, names_of, words_of


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases by their first word, longest first; words that are written without a space.

    `words` are all words of phrases; `dotted` are the phrases that no language has but those that
    group thousands with a point.
    """

    phrases: Mapping[str, Sequence[tuple[Phrase, Mark]]]
    words: frozenset[str]
    times: frozenset[str]
    glued: Mapping[str, Phrase]
    longest: int
    dotted: frozenset[str]
    signs: Mapping[str, Mark]
    names: Names

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Self:
        """Return the lexicon of the files of rules/, by their paths in it.

        Raises:
            RulebookRefused: A table has problems; `problems` has every line.
        """
        names, said = names_of(texts[NAMES]), words_of(texts[WORDS])
        joined = {"".join(one.phrase): one.phrase for one in said}
        glued = {run: joined[run] for run in joined if is_glueable(run, names.limits.glued)}
        return cls(
            phrases=by_first_word({one.phrase: one.mark for one in said}),
            words=frozenset(word for one in said for word in one.phrase),
            times=frozenset(one.phrase[0] for one in said if one.mark is Mark.TIMES),
            glued=glued,
            longest=max(map(len, glued), default=0),
            dotted=only_of(names.dotted, said),
            signs={sign: mark for mark, signs in names.signs.items() for sign in signs},
            names=names,
        )


def by_first_word(phrases: Mapping[Phrase, Mark]) -> dict[str, list[tuple[Phrase, Mark]]]:
    """Return phrases by their first word, the longest first."""
    found: dict[str, list[tuple[Phrase, Mark]]] = {}
    for phrase, mark in sorted(phrases.items(), key=lambda item: -len(item[0])):
        found.setdefault(phrase[0], []).append((phrase, mark))
    return found


def only_of(languages: frozenset[str], said: Iterable[Said]) -> frozenset[str]:
    """Return the phrases that no other language has."""
    spoken: dict[str, set[str]] = {}
    for phrase, _, language in said:
        spoken.setdefault(" ".join(phrase), set()).add(language)
    return frozenset(phrase for phrase, found in spoken.items() if found <= languages)


def is_glueable(run: str, length: int) -> bool:
    """Tell whether a word is found inside a run of letters without spaces."""
    return len(run) >= length or not run.isascii()
