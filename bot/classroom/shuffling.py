"""What chance decides in a session, from its seed: the order of options, and pseudonyms."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import Final

BLOCK: Final = 100
"""Numbers of pseudonyms are dealt out in blocks, so that they stay short."""


def order(seed: str, person: int, item: str, options: int) -> tuple[int, ...]:
    """Return the options of an item in the order in which somebody sees them."""
    return shuffled(f"{seed} {person} {item}", options)


def pseudonym(seed: str, seat: int, animals: Sequence[str]) -> str:
    """Return the name of a seat; no two seats of a session share one, and no order shows."""
    block, place = divmod(seat, BLOCK)
    number = block * BLOCK + shuffled(f"{seed} {block}", BLOCK)[place]
    return f"{animals[drawn(f'{seed} {seat} name') % len(animals)]} {number + 1}"


def shuffled(seed: str, count: int) -> tuple[int, ...]:
    """Return the numbers from 0 in an order that the seed decides."""
    return tuple(sorted(range(count), key=lambda place: drawn(f"{seed} {place}")))


def drawn(seed: str) -> int:
    """Return a large number that the seed decides."""
    return int.from_bytes(blake2b(seed.encode(), digest_size=8).digest(), "big")
