"""The places in a rule's words where a trait's value or a parameter stands."""

import re
from collections.abc import Collection
from typing import Final

from bot.rulebook.conditions import Condition, assured, reads
from bot.rulebook.document import Node
from bot.rulebook.lint import Problems, Wrong

PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")


def refuse_placeholders(
    words: str, place: Node, when: Condition, parameters: Collection[str], problems: Problems
) -> None:
    """Note every placeholder that may be without a value when the rule fires."""
    known, read = assured(when), reads(when)
    for name in PLACEHOLDER.findall(words):
        if name.startswith("$"):
            if name[1:] not in parameters:
                problems.add(place, Wrong.UNKNOWN_PARAMETER, name=name[1:], near=parameters)
        elif name in read and name not in known:
            problems.add(place, Wrong.UNSURE_PLACEHOLDER, name=name)
        elif name not in read:
            problems.add(place, Wrong.UNKNOWN_PLACEHOLDER, name=name, near=read)
    if set("{}") & set(PLACEHOLDER.sub("", words)):
        problems.add(place, Wrong.STRAY_BRACE)
