"""In which steps a trader is asked for what is still open."""

from collections.abc import Mapping, Sequence

from bot.rulebook import Trait

Step = tuple[str, ...]
"""Traits that are asked for at once: all the yes-or-no ones, or a single other one."""


def together(questions: Sequence[str], traits: Mapping[str, Trait]) -> Sequence[Step]:
    """Return the steps of some questions; every yes-or-no question joins the first of them."""
    yes_no = tuple(name for name in questions if traits[name].type == "boolean")
    steps = (yes_no if name in yes_no else (name,) for name in questions)
    return tuple(dict.fromkeys(steps))
