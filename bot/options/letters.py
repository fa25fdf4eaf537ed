"""Whole numbers in base 62, as short as letters and digits can write them."""

from typing import Final

LETTERS: Final = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def in_letters(total: int) -> str:
    """Write a whole number in base 62; 0 is an empty text."""
    text = ""
    while total:
        total, place = divmod(total, len(LETTERS))
        text = LETTERS[place] + text
    return text


def from_letters(text: str) -> int:
    """Read a whole number in base 62."""
    total = 0
    for letter in text:
        total = total * len(LETTERS) + LETTERS.index(letter)
    return total
