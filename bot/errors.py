"""Every way a question can go wrong: a key with details; its words stand in templates/errors.yaml.

IsocrossError
├── Mistake                  the asker can mend it
│   ├── NotJson              not_json
│   ├── UnknownFeature       unknown_feature        value, did_you_mean
│   ├── UnknownField         unknown_field          field, feature, did_you_mean
│   ├── UnknownSymbol        unknown_symbol         value, did_you_mean
│   ├── UnknownTrait         unknown_trait          value, did_you_mean
│   ├── UnknownRule          unknown_rule           value, did_you_mean
│   ├── UnknownTopic         unknown_topic          value, feature, did_you_mean
│   ├── BadValue             bad_value              field, value, allowed, did_you_mean
│   ├── ImpossibleCombination impossible_combination fields, values
│   ├── OutOfRange           out_of_range           field, value, bound (above, at_least, …), limit
│   ├── BeyondBrackets       beyond_brackets        symbol, notional, cap
│   ├── LeverageAboveBracket leverage_above_bracket symbol, leverage, largest, notional
│   ├── AmbiguousNumber      ambiguous_number       field, value, readings
│   ├── Missing              missing                fields
│   ├── ModeUnavailable      mode_unavailable       value, reason
│   ├── NotANumber           not_a_number           field, value
│   ├── TooLong              too_long               field, length, limit
│   ├── TooOften             too_often              limit, until
│   ├── Forbidden            forbidden              reason
│   ├── SessionRefused       session_refused        reason
│   └── Expired              expired                command
├── PriceSourceUnavailable   price_source_unavailable
├── StoreUnavailable         store_unavailable
├── Internal                 internal               id
└── StartupError             one line for the operator, exit code 2
    ├── SettingWrong         setting_wrong          name, value
    ├── TokenMissing         token_missing
    ├── TokenRefused         token_refused
    ├── DiscordUnreachable   discord_unreachable    reason
    ├── DatabaseUnusable     database_unusable      reason
    ├── NoCheckout           no_checkout
    ├── FileUnreadable       file_unreadable        value
    ├── FontUnusable         font_unusable          value
    └── RulebookRefused      rulebook_refused       problems
        └── OverlayRefused   overlay_refused        problems
"""

from collections.abc import Sequence
from traceback import extract_tb
from typing import ClassVar

Detail = str | int | Sequence[str]


class IsocrossError(Exception):
    """A key with details; never a sentence."""

    key: ClassVar[str] = "internal"

    def __init__(self, **details: Detail) -> None:
        super().__init__(self.key, details)
        self.details = details


class Mistake(IsocrossError):
    """Something that the asker typed and can type better."""


class NotJson(Mistake):
    """A line that is no JSON object with a feature and a request."""

    key = "not_json"


class UnknownFeature(Mistake):
    """A feature or command that does not exist."""

    key = "unknown_feature"


class UnknownField(Mistake):
    """A field that the feature does not have."""

    key = "unknown_field"


class UnknownSymbol(Mistake):
    """A symbol without brackets, and none were given."""

    key = "unknown_symbol"


class UnknownTrait(Mistake):
    """A trait that the rulebook does not know."""

    key = "unknown_trait"


class UnknownRule(Mistake):
    """An id that no rule has."""

    key = "unknown_rule"


class UnknownTopic(Mistake):
    """A topic that no card has, or a scenario that does not exist."""

    key = "unknown_topic"


class BadValue(Mistake):
    """A value that is none of the allowed ones."""

    key = "bad_value"


class ImpossibleCombination(Mistake):
    """Two answers that cannot both be true."""

    key = "impossible_combination"


class OutOfRange(Mistake):
    """A number outside what can be answered."""

    key = "out_of_range"


class BeyondBrackets(Mistake):
    """A position larger than the last bracket of its symbol."""

    key = "beyond_brackets"


class LeverageAboveBracket(Mistake):
    """More leverage than the bracket of the position allows."""

    key = "leverage_above_bracket"


class AmbiguousNumber(Mistake):
    """A number that reads two ways."""

    key = "ambiguous_number"


class Missing(Mistake):
    """Fields without which there is no answer."""

    key = "missing"


class ModeUnavailable(Mistake):
    """A market or mode for which no number can be given."""

    key = "mode_unavailable"


class NotANumber(Mistake):
    """A text where a finite number belongs."""

    key = "not_a_number"


class TooLong(Mistake):
    """A text or list longer than can be read."""

    key = "too_long"


class TooOften(Mistake):
    """More questions in a minute than one person may ask."""

    key = "too_often"


class Forbidden(Mistake):
    """Something that this person may not do here."""

    key = "forbidden"


class SessionRefused(Mistake):
    """Something that does not happen in a group session, now or at all."""

    key = "session_refused"


class Expired(Mistake):
    """A button whose question is gone; the command to type is named."""

    key = "expired"


class PriceSourceUnavailable(IsocrossError):
    """A live price was asked for and cannot be had."""

    key = "price_source_unavailable"


class StoreUnavailable(IsocrossError):
    """The database cannot be read or written; what needs none goes on."""

    key = "store_unavailable"


class Internal(IsocrossError):
    """Our own failure; its id stands in the log too."""

    key = "internal"


class StartupError(IsocrossError):
    """What keeps the program from starting."""


class SettingWrong(StartupError):
    """A setting with a value that it may not have."""

    key = "setting_wrong"


class TokenMissing(StartupError):
    """No token to connect to Discord with."""

    key = "token_missing"


class TokenRefused(StartupError):
    """A token that Discord does not know."""

    key = "token_refused"


class DiscordUnreachable(StartupError):
    """Discord does not answer at the start."""

    key = "discord_unreachable"


class DatabaseUnusable(StartupError):
    """A database that cannot be brought up to date."""

    key = "database_unusable"


class NoCheckout(StartupError):
    """A check of files that an installed package does not have."""

    key = "no_checkout"


class RulebookRefused(StartupError):
    """A rule set with problems; all of them are listed."""

    key = "rulebook_refused"

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(problems=problems)
        self.problems = problems


class OverlayRefused(RulebookRefused):
    """A community's file with problems; all of them are listed, and the rules beneath are fine."""

    key = "overlay_refused"


class FileUnreadable(StartupError):
    """A file that the operator named and that cannot be read."""

    key = "file_unreadable"


class FontUnusable(StartupError):
    """The font of the pictures is not there, or has no glyph for some characters."""

    key = "font_unusable"


def places(error: BaseException) -> list[str]:
    """Return where in the code an error arose, without any value that somebody typed."""
    return [
        f"{frame.filename}:{frame.lineno} {frame.name}"
        for frame in extract_tb(error.__traceback__)
    ]
