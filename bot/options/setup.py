"""What a server sets, as an administrator types it."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import Final

from bot.advisor import FEATURES, Book
from bot.errors import (
    AmbiguousNumber,
    BadValue,
    Detail,
    Forbidden,
    ImpossibleCombination,
    OutOfRange,
)
from bot.options.amounts import PERCENT, TIMES
from bot.options.house import ALL, percent, times
from bot.options.reader import DAYS, Reader
from bot.options.requests import dot_of
from bot.render import territory

DEFAULT: Final = "default"
LONGEST: Final = 180
"""Days that something of a server that left may be kept at most."""

COMMANDS: Final = (*FEATURES, "guide", "session")
"""What can be switched off."""

REPLIES: Final = ("public", "private")
SWITCH: Final = ("on", "off")
OFF: Final = "off"
LIMITS: Final = ("risk_warn", "risk_refuse")
IDENTITY: Final = re.compile(r"<(?:#|@&)(\d{15,20})>|(\d{15,20})")
SEPARATORS: Final = re.compile(r"[,;\s]+")
CODE: Final = re.compile(r"[A-Za-z0-9_-]{1,32}")
BARRED: Final = frozenset({"GB"})
"""Where a code that rewards whoever brings others is banned. Source: docs/sources.md#referral."""


@dataclass(frozen=True, slots=True)
class Typist:
    """Reads what one administrator types, in a server with these channels and roles by name."""

    book: Book
    locale: str
    channels: Mapping[str, int]
    roles: Mapping[str, int]
    languages: tuple[str, ...]

    def channel_list(self, name: str, text: str) -> str | None:
        """Return the ids of channels; `all` is no list."""
        parts = [part for part in SEPARATORS.split(text.strip()) if part]
        if [part.lower() for part in parts] == [ALL]:
            return None
        found = [self.named(name, part, self.channels) for part in parts]
        return " ".join(map(str, dict.fromkeys(found))) or None

    def role(self, name: str, text: str) -> str:
        """Return the id of a role."""
        return str(self.named(name, text.strip(), self.roles))

    def named(self, field: str, text: str, known: Mapping[str, int]) -> int:
        """Return the id of what is mentioned, written as a number, or named.

        Raises:
            BadValue: The server has nothing of that id or name.
        """
        match = IDENTITY.fullmatch(text)
        plain = text.lstrip("#@").lower()
        found = int(match[1] or match[2]) if match else known.get(plain)
        if found is None or found not in known.values():
            near = get_close_matches(plain, known, n=1)
            raise BadValue(field=field, value=text, did_you_mean=near, allowed=tuple(known)[:5])
        return found

    def replies(self, name: str, text: str) -> str:
        """Return whether answers may be shown to everybody."""
        return chosen(name, text, REPLIES)

    def switch(self, name: str, text: str) -> str:
        """Return on or off."""
        return chosen(name, text, SWITCH)

    def language(self, name: str, text: str) -> str:
        """Return a language that we speak."""
        return chosen(name, text, self.languages)

    def features(self, name: str, text: str) -> str | None:
        """Return the commands of a list; `none` is no list."""
        parts = [part.lstrip("/") for part in SEPARATORS.split(text.strip()) if part]
        if [part.lower() for part in parts] == ["none"]:
            return None
        found = [chosen(name, part, COMMANDS) for part in parts]
        return " ".join(dict.fromkeys(found)) or None

    def risk(self, name: str, text: str) -> str:
        """Return a fraction of the account, within the bounds of its parameter.

        Raises:
            AmbiguousNumber: There is no percent sign, so that 0.5 could be half of the account.
        """
        bounds = self.book.rulebook.parameters["risk_refuse"]
        value, unit = self.number(name, text, {PERCENT})
        if not unit:
            raise AmbiguousNumber(field=name, value=text, readings=[f"{value}%", percent(value)])
        return within(name, text, value.scaleb(-2), (bounds.minimum, bounds.maximum), percent)

    def leverage(self, name: str, text: str) -> str:
        """Return a leverage that there is."""
        trait = self.book.rulebook.traits["leverage"]
        least, most = trait.minimum or Decimal(1), trait.maximum or Decimal(1)
        value, _ = self.number(name, text, TIMES)
        return within(name, text, value, (least, most), times)

    def retention(self, name: str, text: str) -> str:
        """Return whole days."""
        days, _ = self.number(name, text, DAYS)
        if days != days.to_integral_value():
            raise BadValue(field=name, value=text, allowed=("0", "30", str(LONGEST)))
        return within(name, text, days, (Decimal(0), Decimal(LONGEST)), str)

    def number(self, name: str, text: str, units: Collection[str]) -> tuple[Decimal, str]:
        """Return a number as people type it, and its unit."""
        reader = Reader(self.book.brackets, dot_of(self.locale, [text]), "")
        return reader.decimal(name, text, units)


READERS: Final[Mapping[str, Callable[[Typist, str, str], str | None]]] = {
    "channels": Typist.channel_list,
    "replies": Typist.replies,
    "host_role": Typist.role,
    "language": Typist.language,
    "risk_warn": Typist.risk,
    "risk_refuse": Typist.risk,
    "leverage_max": Typist.leverage,
    "features_off": Typist.features,
    "prices": Typist.switch,
    "retention": Typist.retention,
}


def settings(typed: Mapping[str, str], typist: Typist) -> dict[str, str | None]:
    """Return what is to be kept of typed settings; None for what goes back to its default.

    Raises:
        BadValue: A value that the setting cannot have.
        NotANumber: A text where a number belongs.
        OutOfRange: A number outside its bounds.
    """
    return {
        name: None if text.strip().lower() == DEFAULT else READERS[name](typist, name, text)
        for name, text in typed.items()
    }


def check_limits(kept: Mapping[str, str | None]) -> None:
    """Refuse a warning that could never come.

    Raises:
        ImpossibleCombination: The server warns above the risk at which it refuses.
    """
    warn, refuse = (kept.get(name) for name in LIMITS)
    if warn and refuse and Decimal(warn) > Decimal(refuse):
        shown = [percent(Decimal(limit)) for limit in (warn, refuse)]
        raise ImpossibleCombination(fields=LIMITS, values=shown)


def referral(code: str, region: str) -> dict[str, str | None]:
    """Return what is to be kept of a referral code; `off` is none.

    Raises:
        BadValue: No code, or no country.
        Forbidden: The country does not allow it.
    """
    if code.strip().lower() == OFF:
        return {"referral_code": None, "referral_region": None}
    if not CODE.fullmatch(code.strip()):
        raise BadValue(field="code", value=code, allowed=("CRYPTONEWER", OFF))
    found = territory(region)
    if found is None:
        raise BadValue(field="region", value=region, allowed=("Germany", "DE", "Brazil", "BR"))
    if found in BARRED:
        raise Forbidden(reason="region", value=region)
    return {"referral_code": code.strip(), "referral_region": found}


def chosen(name: str, text: str, allowed: tuple[str, ...]) -> str:
    """Return the one of some values that is meant.

    Raises:
        BadValue: It is none of them.
    """
    plain = text.strip()
    for value in allowed:
        if value.lower() == plain.lower():
            return value
    near = get_close_matches(plain.lower(), allowed, n=1)
    raise BadValue(field=name, value=text, allowed=allowed, did_you_mean=near)


def within(
    name: str,
    text: str,
    value: Decimal,
    bounds: tuple[Decimal, Decimal],
    shown: Callable[[Decimal], str],
) -> str:
    """Return a number as it is kept.

    Raises:
        OutOfRange: It lies outside its bounds.
    """
    least, most = bounds
    if least <= value <= most:
        return str(value)
    side: Mapping[str, Detail] = (
        {"bound": "at_least", "limit": shown(least)}
        if value < least
        else {"bound": "at_most", "limit": shown(most)}
    )
    raise OutOfRange(field=name, value=text, **side)
