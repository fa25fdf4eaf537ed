"""What the operator may set, from the environment or `.env`; read once, in `__main__`."""

import re
from pathlib import Path
from typing import Any, Final, Literal, Self

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingWrong

HIDDEN: Final = "DISCORD_TOKEN"
LOCALE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class Settings(BaseSettings):
    """Every setting is optional; connecting to Discord needs the token."""

    model_config = SettingsConfigDict(
        env_prefix="isocross_", env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True
    )

    discord_token: SecretStr | None = Field(default=None, validation_alias="discord_token")
    data: Path = Field(default_factory=lambda: user_data_path("isocross"))
    database: SecretStr | None = None
    """Address of the database as SQLAlchemy writes it; may hold a password."""
    rules: str | None = None
    """Path of a community's overlay, as it was given."""

    locale: str = "en"
    log: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["text", "json"] = "text"
    loopback: int | None = Field(default=None, ge=1, le=65535)
    """Port on 127.0.0.1 of a loopback Discord that stands in for Discord."""

    pace: int = Field(default=10, ge=0, le=10_000)
    """Calculations that one person may ask for in a minute; 0 is no limit."""

    referral: str | None = Field(default=None, pattern=r"^[A-Za-z0-9_-]{1,32}$")
    referral_discount: str | None = Field(default=None, pattern=r"^\d{1,2}(\.\d{1,2})?%$")

    @field_validator("locale")
    @classmethod
    def _is_a_locale(cls, value: str) -> str:
        if not LOCALE.fullmatch(value):
            raise ValueError(LOCALE.pattern)
        return value

    @classmethod
    def read(cls, **given: Any) -> Self:  # noqa: ANN401 -- settings of every type
        """Return the settings in force.

        Raises:
            SettingWrong: A setting has a value that it may not have.
        """
        try:
            return cls(**given)
        except ValidationError as error:
            raise wrong(error) from None


def wrong(error: ValidationError) -> SettingWrong:
    """Return the keyed error for the first wrong setting; never with the token's value."""
    first = error.errors(include_url=False)[0]
    name = str(first["loc"][0]).upper()
    if name == HIDDEN:
        return SettingWrong(name=name)
    return SettingWrong(name=f"ISOCROSS_{name}", value=str(first["input"]))
