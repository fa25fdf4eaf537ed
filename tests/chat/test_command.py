from pathlib import Path
from typing import Any, Final

import pytest
from discord import Locale
from discord.app_commands import TranslationContextTypes, Translator, locale_str

from bot.advisor import FEATURES
from bot.chat import Client, Services
from bot.chat.client import COMMANDS
from bot.chat.commands import liquidation
from bot.options import Desk

SUBCOMMAND: Final = 1
STRING: Final = 3
MANAGE_GUILD: Final = 1 << 5
EVERYWHERE: Final = [0, 1, 2]
EVERYBODY: Final = [0, 1]


class Shouting(Translator):
    async def translate(
        self, string: locale_str, locale: Locale, context: TranslationContextTypes
    ) -> str:
        del locale, context
        return string.message.upper()


@pytest.fixture(name="roots")
async def _roots(desk: Desk, tmp_path: Path) -> dict[str, dict[str, Any]]:
    services = Services(desk.book, desk.words)
    client = Client(services, tmp_path)
    built = [build(services) for build in COMMANDS]
    return {command.name: command.to_dict(client.tree) for command in built}


@pytest.fixture(name="payloads")
async def _payloads(roots: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for name, root in roots.items():
        actions = [option for option in root["options"] if option["type"] == SUBCOMMAND]
        found |= {f"{name} {action['name']}": action for action in actions} or {name: root}
    return found


def by_name(payload: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {option["name"]: option for option in payload["options"]}


async def test_the_commands_are_for_servers_and_people_everywhere(
    roots: dict[str, dict[str, Any]],
) -> None:
    everywhere = {name: root for name, root in roots.items() if name != "setup"}

    assert set(everywhere) == {
        *FEATURES,
        *("guide", "me", "help"),
    }
    for root in everywhere.values():
        assert root["contexts"] == EVERYWHERE
        assert root["integration_types"] == EVERYBODY
        assert "default_member_permissions" not in root or not root["default_member_permissions"]


async def test_the_setup_is_offered_in_servers_to_those_who_may_manage_them(
    roots: dict[str, dict[str, Any]],
) -> None:
    setup = roots["setup"]

    assert setup["contexts"] == [0]
    assert setup["integration_types"] == [0]
    assert setup["default_member_permissions"] == MANAGE_GUILD


async def test_a_profile_takes_every_personal_trait_and_no_other(
    desk: Desk, payloads: dict[str, dict[str, Any]]
) -> None:
    personal = {name for name, trait in desk.book.rulebook.traits.items() if trait.personal}
    offered = by_name(payloads["me set"])

    assert set(offered) == {"trait", "value", *personal}
    assert {choice["value"] for choice in offered["trait"]["choices"]} == personal
    assert personal.isdisjoint({"leverage", "risk", "open_positions", "whole_account_in_wallet"})


async def test_every_command_keeps_within_discords_limits(
    payloads: dict[str, dict[str, Any]],
) -> None:
    for payload in payloads.values():
        options = payload["options"]
        choices = [choice for option in options for choice in option.get("choices", [])]
        described = [payload, *options]
        texts = [each[key] for each in described for key in ("name", "description")]
        labels = [choice[key] for choice in choices for key in ("name", "value")]
        assert len(options) <= 25
        assert all(1 <= len(each["description"]) <= 100 for each in described)
        assert all(1 <= len(label) <= 100 for label in labels)
        assert len("".join(texts + labels)) <= 8_000


async def test_what_must_be_typed_stands_first(payloads: dict[str, dict[str, Any]]) -> None:
    for payload in payloads.values():
        required = [option["required"] for option in payload["options"]]
        assert required == sorted(required, reverse=True)
    assert by_name(payloads["size"])["stop"]["required"]
    assert not any(option["required"] for option in payloads["mode"]["options"])


async def test_every_option_is_a_text_so_that_no_number_loses_a_digit(
    payloads: dict[str, dict[str, Any]],
) -> None:
    kinds = {option["type"] for payload in payloads.values() for option in payload["options"]}

    assert kinds == {STRING}


async def test_fixed_answers_are_choices_with_the_values_of_the_contract(
    payloads: dict[str, dict[str, Any]],
) -> None:
    sides = by_name(payloads["liquidation"])["side"]["choices"]
    share = by_name(payloads["mode"])["share"]["choices"]
    loss_cap = by_name(payloads["mode"])["wants_loss_cap"]["choices"]

    assert sides == [{"name": "Long", "value": "long"}, {"name": "Short", "value": "short"}]
    assert [choice["value"] for choice in share] == ["yes", "no"]
    assert loss_cap == share


async def test_mode_asks_what_settles_most_answers(payloads: dict[str, dict[str, Any]]) -> None:
    named = (
        "market strategy open_positions legs monitoring experience account_mode wants_loss_cap "
        "volatility holding_period uses_stop stop_trigger share"
    )

    assert set(named.split()) <= set(by_name(payloads["mode"]))


async def test_words_are_translated_and_names_are_not(desk: Desk, tmp_path: Path) -> None:
    services = Services(desk.book, desk.words)
    client = Client(services, tmp_path)
    command = liquidation.build(services)

    payload = await command.get_translated_payload(client.tree, Shouting())

    side = by_name(payload)["side"]
    assert payload["name_localizations"] == {}
    assert "name_localizations" not in side
    assert payload["description_localizations"]["de"] == payload["description"].upper()
    assert side["description_localizations"]["de"] == side["description"].upper()
    assert side["choices"][0]["name_localizations"]["de"] == "LONG"


async def test_symbols_and_topics_are_suggested_while_they_are_typed(
    payloads: dict[str, dict[str, Any]],
) -> None:
    suggested = {
        (name, option["name"])
        for name, payload in payloads.items()
        for option in payload["options"]
        if option.get("autocomplete")
    }

    assert suggested == {
        ("liquidation", "symbol"),
        ("size", "symbol"),
        ("cost", "symbol"),
        ("learn", "topic"),
        ("scenario", "name"),
    }
