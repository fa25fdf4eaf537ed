"""Which rules answered."""

from bot.advisor.request import Strict
from bot.rulebook import Rulebook


class Edition(Strict):
    """The rules by version and content, and the community whose overlay lies over them, if any."""

    version: str
    hash: str
    overlay: str | None


def edition(rulebook: Rulebook) -> Edition:
    """Return the edition of a rulebook."""
    overlay = rulebook.overlay.name if rulebook.overlay else None
    return Edition(version=rulebook.version, hash=rulebook.hash, overlay=overlay)
