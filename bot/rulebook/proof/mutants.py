"""Mutants: a rule's condition with one small slip in it, which its tests must notice."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from bot.rulebook.conditions import (
    Atom,
    Condition,
    Every,
    OneOf,
    Opposite,
    Relation,
    Some,
)
from bot.rulebook.proof.flaws import Slip
from bot.rulebook.proof.writing import comparison, right_side, word

MOVED: Final = {
    Relation.BELOW: Relation.AT_MOST,
    Relation.AT_MOST: Relation.BELOW,
    Relation.ABOVE: Relation.AT_LEAST,
    Relation.AT_LEAST: Relation.ABOVE,
}
NAMES: Final = {Every: "all", Some: "any"}


class Mutant(NamedTuple):
    """A condition with a slip, and which slip it is."""

    slip: str
    when: Condition


def mutants(when: Condition) -> Iterator[Mutant]:
    """Yield a condition with each single slip.

    An atom dropped or turned into its opposite, a boundary moved, a value of a list dropped, all
    and any exchanged.
    """
    for atom, left in dropped(when):
        yield Mutant(Slip.DROPPED.format(atom=comparison(atom)), left or Every(()))
    yield from changed(when, atom_slips)
    yield from changed(when, joint_slips)


def dropped(when: Condition) -> Iterator[tuple[Atom, Condition | None]]:
    """Yield each atom with what is left without it; None where nothing is left."""
    if isinstance(when, Opposite):
        for atom, left in dropped(when.part):
            yield atom, left and Opposite(left)
    elif isinstance(when, Every | Some):
        for index, part in enumerate(when.parts):
            before, after = when.parts[:index], when.parts[index + 1 :]
            for atom, left in dropped(part):
                parts = (*before, *((left,) if left else ()), *after)
                yield atom, replace(when, parts=parts) if parts else None
    else:
        yield when, None


def changed(when: Condition, slips: Callable[[Condition], Iterator[Mutant]]) -> Iterator[Mutant]:
    """Yield a condition with each slip that can be made at one place of its tree."""
    yield from slips(when)
    if isinstance(when, Opposite):
        for slip, part in changed(when.part, slips):
            yield Mutant(slip, Opposite(part))
    elif isinstance(when, Every | Some):
        for index, old in enumerate(when.parts):
            before, after = when.parts[:index], when.parts[index + 1 :]
            for slip, part in changed(old, slips):
                yield Mutant(slip, replace(when, parts=(*before, part, *after)))


def atom_slips(when: Condition) -> Iterator[Mutant]:
    """Yield the slips of a single comparison."""
    if isinstance(when, Every | Some | Opposite):
        return
    atom = comparison(when)
    yield Mutant(Slip.NEGATED.format(atom=atom), Opposite(when))
    if isinstance(when, OneOf):
        for value in when.values if len(when.values) > 1 else ():
            values = tuple(other for other in when.values if other != value)
            slip = Slip.VALUE_DROPPED.format(value=word(value), atom=atom)
            yield Mutant(slip, OneOf(when.trait, values))
    elif when.relation in MOVED:
        moved = replace(when, relation=MOVED[when.relation])
        yield Mutant(Slip.MOVED.format(atom=atom, moved=right_side(moved)), moved)


def joint_slips(when: Condition) -> Iterator[Mutant]:
    """Yield all in place of any, or any in place of all."""
    if isinstance(when, Every | Some) and len(when.parts) > 1:
        other = Some if isinstance(when, Every) else Every
        slip = Slip.EXCHANGED.format(was=NAMES[type(when)], now=NAMES[other])
        yield Mutant(slip, other(when.parts))
