"""What an entry rests on, and the wrong statement that it corrects."""

from dataclasses import dataclass
from typing import Self

from bot.rulebook import Rulebook
from bot.rulebook.fields import Fields, items_of, text_of
from bot.rulebook.lint import Wrong
from bot.rulebook.sources import cited, ids_of


@dataclass(frozen=True, slots=True)
class Citing:
    """The ids of true statements, and that of a wrong one where the entry corrects one."""

    sources: tuple[str, ...]
    refutes: str | None

    @classmethod
    def of(cls, fields: Fields, rulebook: Rulebook) -> Self:
        """Return what an entry cites; each must be a known statement."""
        right = {name for name, each in rulebook.sources.items() if each.refuted_by is None}
        known = {name: rulebook.sources[name] for name in right}
        sources = tuple(name for name, _ in ids_of(cited(fields, known)))
        refutes = fields.optional_text("refutes")
        wrong = rulebook.sources.keys() - right
        if refutes is not None and refutes not in wrong:
            place = fields.place("refutes")
            fields.problems.add(place, Wrong.UNKNOWN_SOURCE, name=refutes, near=wrong)
        return cls(sources, refutes)

    @property
    def ids(self) -> tuple[str, ...]:
        """All of them."""
        return self.sources if self.refutes is None else (*self.sources, self.refutes)


def names(fields: Fields, name: str) -> tuple[str, ...]:
    """Return a list of texts that may be left out."""
    items = items_of(fields.optional(name), fields.problems)
    return tuple(text_of(item, fields.problems) for item in items)
