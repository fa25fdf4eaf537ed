import re
from collections.abc import Callable
from random import Random

NOISE = ("🔥", "🚀", "💎", "⚡️", "👉", "☑️", "•", "★", "❗️", "🧨", "\u2796", "…")
SPACES = (" ", "  ", "\u00a0", "\t", "\u2009", "\u3000", " \u200b")
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212~"
INVISIBLE = (
    "\u200b",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "\u200e",
    "\u200f",
    "\u202a",
    "\ufe0f",
)
LABELLED = re.compile(r"\W*(?:\d️?⃣\W*)?[^\W\d]{2,}")


def recased(text: str, dice: Random) -> str:
    change: Callable[[str], str] = dice.choice(
        (str.upper, str.lower, str.title, str.swapcase, str.capitalize)
    )
    return "".join(
        change(part) if dice.random() < 0.8 else part for part in re.split(r"(\s+)", text)
    )


def respaced(text: str, dice: Random) -> str:
    return re.sub(r" +", lambda _: dice.choice(SPACES), text)


def shuffled(text: str, dice: Random) -> str:
    blocks: list[list[str]] = []
    for line in text.split("\n"):
        if not blocks or LABELLED.match(line):
            blocks.append([])
        blocks[-1].append(line)
    dice.shuffle(blocks)
    return "\n".join(line for block in blocks for line in block)


def decorated(text: str, dice: Random) -> str:
    lines = text.split("\n")
    return "\n".join(
        " ".join(
            (
                *dice.sample(NOISE, dice.randint(0, 2)),
                line,
                *dice.sample(NOISE, dice.randint(0, 2)),
            )
        )
        for line in lines
    )


def dashed(text: str, dice: Random) -> str:
    return re.sub("-", lambda _: dice.choice(DASHES), text)


def veiled(text: str, dice: Random) -> str:
    return "".join(sign + (dice.choice(INVISIBLE) if dice.random() < 0.1 else "") for sign in text)


def widened(text: str, dice: Random) -> str:
    zero = dice.choice((0x30, 0xFF10, 0x660, 0x6F0, 0x966))
    return re.sub(r"[0-9](?!️?⃣)", lambda digit: chr(zero + int(digit[0])), text)


CHANGES = (recased, respaced, shuffled, decorated, dashed, veiled, widened)
