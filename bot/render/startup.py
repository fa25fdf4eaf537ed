"""Words before any rule is loaded: the command line's help, and why nothing can start."""

from collections.abc import Mapping
from typing import Any, Final

import yaml
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bot.errors import StartupError

Loader: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(texts: Mapping[str, str], name: str) -> dict[str, Any]:
    """Return the words of one file of templates/."""
    found: dict[str, Any] = yaml.load(texts[f"{name}.yaml"], Loader=Loader)  # noqa: S506 -- a safe loader, the one in C where there is one
    return found


def startup_error(texts: Mapping[str, str], error: StartupError) -> str:
    """Return in plain words what keeps the program from starting."""
    template = ImmutableSandboxedEnvironment().from_string(read(texts, "errors")[error.key])
    values = {"value": "", "settings": read(texts, "settings"), **error.details}
    return template.render(values).strip()
