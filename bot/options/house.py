"""How a server wants to be served: what it has set, and what that allows an answer to say."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pydantic import BaseModel

from bot.advisor import Book
from bot.errors import Forbidden

RETENTION: Final = 30
"""Days that the settings of a server are kept after it has removed the bot."""

SIZED: Final = "size"
REACHABLE: Final = "leverage_largest_stop_reachable"
ALL: Final = "all"


@dataclass(frozen=True, slots=True)
class Referral:
    """A code that pays the owner of a server, and the region that was declared for it."""

    code: str
    region: str


@dataclass(frozen=True, slots=True)
class House:
    """The settings in force in a server; risks are fractions of the account.

    No channels are all channels, and a limit that is None does not exist.
    """

    channels: tuple[int, ...] = ()
    private: bool = False
    host_role: int | None = None
    language: str | None = None
    risk_warn: Decimal | None = None
    risk_refuse: Decimal | None = None
    leverage_max: Decimal | None = None
    features_off: tuple[str, ...] = ()
    prices: bool = True
    retention: int = RETENTION
    referral: Referral | None = None

    @classmethod
    def of(cls, kept: Mapping[str, str], book: Book) -> "House":
        """Return the settings that a server has made, and the defaults of all others."""
        parameters = book.rulebook.parameters
        code, region = kept.get("referral_code"), kept.get("referral_region")
        return cls(
            channels=tuple(map(int, kept.get("channels", "").split())),
            private=kept.get("replies") == "private",
            host_role=int(kept["host_role"]) if "host_role" in kept else None,
            language=kept.get("language"),
            risk_warn=Decimal(kept.get("risk_warn", parameters["risk_max"].value)),
            risk_refuse=Decimal(kept.get("risk_refuse", parameters["risk_refuse"].value)),
            leverage_max=Decimal(kept["leverage_max"]) if "leverage_max" in kept else None,
            features_off=tuple(kept.get("features_off", "").split()),
            prices=kept.get("prices") != "off",
            retention=int(kept.get("retention", RETENTION)),
            referral=Referral(code, region) if code and region else None,
        )

    def admits(self, feature: str, channels: tuple[int | None, ...]) -> None:
        """Let a command in.

        Args:
            feature: Which command, or that of the button.
            channels: Where it was used: the channel, and the one that holds its thread.

        Raises:
            Forbidden: It is switched off here, or not to be used in this channel.
        """
        if feature in self.features_off:
            raise Forbidden(reason="feature", value=feature)
        if self.channels and not set(self.channels).intersection(channels):
            raise Forbidden(reason="channel", channels=tuple(map(str, self.channels)))

    def permitted(self, feature: str, request: BaseModel, report: BaseModel) -> BaseModel:
        """Return an answer as this server may read it.

        Raises:
            Forbidden: It rests on more risk or leverage than the server shows.
        """
        risk: Decimal | None = getattr(report, "risk", None) if feature == SIZED else None
        if risk is not None and self.risk_refuse is not None and risk > self.risk_refuse:
            limit = percent(self.risk_refuse)
            raise Forbidden(reason="risk", value=percent(risk), limit=limit)
        most = self.leverage_max
        if most is None:
            return report
        highest = max([*leverages(request), *leverages(report)], default=Decimal(0))
        if highest > most:
            raise Forbidden(reason="leverage", value=times(highest), limit=times(most))
        reachable: Decimal | None = getattr(report, REACHABLE, None)
        if reachable is None or reachable <= most:
            return report
        return report.model_copy(update={REACHABLE: most})

    def hidden(self, feature: str) -> frozenset[str]:
        """Return the buttons that a feature does not have here.

        The picture of a size runs over every leverage, also over those that are not to be shown.
        """
        drawn = feature == SIZED and self.leverage_max is not None
        unlikely = "odds" in self.features_off
        return frozenset(("share",) * self.private + ("picture",) * drawn + ("chance",) * unlikely)

    def warned(self, feature: str, report: BaseModel) -> tuple[str, str] | None:
        """Return risk and limit as percent where a size risks more than the server asks for."""
        risk: Decimal | None = getattr(report, "risk", None) if feature == SIZED else None
        if risk is None or self.risk_warn is None or risk <= self.risk_warn:
            return None
        return percent(risk), percent(self.risk_warn)


EVERYWHERE: Final = House()
"""Where there is no server to say how it wants to be served."""


def leverages(said: BaseModel) -> Iterator[Decimal]:
    """Yield every leverage that a question or an answer names."""
    traits: Mapping[str, object] = getattr(said, "root", {})
    positions: Iterable[object] = getattr(said, "positions", None) or ()
    named = (getattr(held, "leverage", None) for held in (said, *positions))
    for leverage in (traits.get("leverage"), *named):
        if isinstance(leverage, Decimal):
            yield leverage


def percent(fraction: Decimal) -> str:
    """Return a fraction as one types a percentage."""
    return f"{format(fraction.scaleb(2).normalize(), 'f')}%"


def times(leverage: Decimal) -> str:
    """Return a leverage as one types it."""
    return f"{format(leverage.normalize(), 'f')}x"
