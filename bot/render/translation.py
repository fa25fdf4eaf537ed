"""Translation while templates are compiled, since each language compiles its own."""

import re
from collections.abc import Callable
from decimal import Decimal
from gettext import NullTranslations
from typing import Final

from jinja2 import nodes
from jinja2.ext import InternationalizationExtension

PARTIAL: Final = 2
"""The count that a plural goes by for a part of something: 0.5 days."""

VARIABLE: Final = re.compile(r"%\((\w+)\)s")


class Translated(InternationalizationExtension):
    """`{% trans %}` whose words are looked up once; a plural still waits for its number."""

    def _make_node(  # noqa: PLR0913, PLR0917 -- the signature is jinja2's
        self,
        singular: str,
        plural: str | None,
        context: str | None,
        variables: dict[str, nodes.Expr],
        plural_expr: nodes.Expr | None,
        vars_referenced: bool,  # noqa: FBT001 -- as above
        num_called_num: bool,  # noqa: FBT001 -- as above
    ) -> nodes.Output:
        if plural_expr is not None or context is not None:
            return super()._make_node(
                singular,
                plural,
                context,
                variables,
                plural_expr,
                vars_referenced,
                num_called_num,
            )
        text = str(self.environment.globals["translate"](singular))  # type: ignore[operator] # a callable by Language
        parts: list[nodes.Expr] = []
        for place, part in enumerate(VARIABLE.split(text)):
            data = nodes.TemplateData(part.replace("%%", "%"))
            parts.append(variables[part] if place % 2 else data)
        return nodes.Output(parts)


def plural(translations: NullTranslations) -> Callable[[str, str, Decimal], str]:
    """Return what says a text for a count, be it whole or not."""

    def said(singular: str, several: str, count: Decimal) -> str:
        whole = int(count)
        return translations.ngettext(singular, several, whole if whole == count else PARTIAL)

    return said
