from pathlib import Path

import pytest

from bot.errors import SettingWrong
from bot.settings import Settings


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_nothing_has_to_be_set() -> None:
    settings = Settings.read()

    assert settings.discord_token is None
    assert settings.rules is None
    assert (settings.locale, settings.log, settings.log_format) == ("en", "info", "text")


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("ISOCROSS_LOG=error\nISOCROSS_LOCALE=de\n", encoding="utf-8")
    monkeypatch.setenv("ISOCROSS_LOG", "warning")

    settings = Settings.read()

    assert (settings.log, settings.locale) == ("warning", "de")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ISOCROSS_LOG", "loud"),
        ("ISOCROSS_LOG_FORMAT", "xml"),
        ("ISOCROSS_LOCALE", "?"),
        ("ISOCROSS_LOOPBACK", "0"),
    ],
)
def test_a_wrong_value_names_the_setting_and_the_value(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(SettingWrong) as caught:
        Settings.read()

    assert caught.value.details == {"name": name, "value": value}


def test_the_token_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "a-token")

    assert "a-token" not in repr(Settings.read())
