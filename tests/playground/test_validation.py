from collections.abc import Callable
from typing import Any

import pytest

from bot.playground import Loopback
from bot.playground.registration import check_commands
from bot.playground.validation import check_choices, check_message, check_modal
from bot.playground.wire import Refusal

Body = dict[str, Any]
ROW, BUTTON, SELECT, INPUT, SECTION, TEXT, THUMBNAIL, GALLERY = 1, 2, 3, 4, 9, 10, 11, 12
FILE, CONTAINER, LABEL, RADIO = 13, 17, 18, 21


def refused(check: Callable[[], object]) -> dict[str, str]:
    try:
        check()
    except Refusal as refusal:
        body = refusal.body
    else:
        return {}
    assert (body["code"], body["message"]) == (50035, "Invalid Form Body")
    return dict(flat(body["errors"]))


def flat(errors: Body, path: str = "") -> list[tuple[str, str]]:
    found = [(path, problem["code"]) for problem in errors.get("_errors", [])]
    for name, held in errors.items():
        if name != "_errors":
            found += flat(held, f"{path}.{name}".strip("."))
    return found


def text(content: str) -> Body:
    return {"type": TEXT, "content": content}


def button(**more: object) -> Body:
    return {"type": BUTTON, "style": 1, "label": "Why", "custom_id": "why"} | more


def row(*parts: Body) -> Body:
    return {"type": ROW, "components": list(parts)}


def options(number: int) -> list[Body]:
    return [{"label": f"{n}", "value": f"{n}"} for n in range(number)]


def select(**more: object) -> Body:
    return {"type": SELECT, "custom_id": "coins", "options": options(1)} | more


def container(*parts: Body) -> Body:
    return {"type": CONTAINER, "components": list(parts)}


def label(part: Body, words: str = "Entry") -> Body:
    return {"type": LABEL, "label": words, "component": part}


def field(**more: object) -> Body:
    return {"type": INPUT, "style": 1, "custom_id": "entry"} | more


def modal(*parts: Body, title: str = "Trade") -> Body:
    return {"title": title, "custom_id": "modal", "components": list(parts)}


def command(**more: object) -> Body:
    return {"name": "mode", "description": "Which mode"} | more


def option(name: str = "market", **more: object) -> Body:
    return {"type": 3, "name": name, "description": "Market"} | more


def card(*parts: Body) -> Body:
    return {"components": list(parts)}


@pytest.mark.parametrize(
    "body",
    [
        card(text("x" * 4000)),
        card(container(row(button(label="x" * 80, custom_id="x" * 100)))),
        card(*[text("x")] * 40),
        card(row(select(options=options(25)))),
        card(row(button(style=5, custom_id=None, url="https://binance.com"))),
        card({"type": SECTION, "components": [text("x")], "accessory": button()}),
        card({"type": GALLERY, "items": [{"media": {"url": "attachment://chart.png"}}]}),
        card({"type": FILE, "file": {"url": "attachment://chart.png"}}),
    ],
)
def test_a_card_within_the_limits_is_accepted(body: Body) -> None:
    assert refused(lambda: check_message(body, v2=True, files={"chart.png"})) == {}


@pytest.mark.parametrize(
    ("body", "path", "code"),
    [
        (
            card(text("x")) | {"content": "x"},
            "content",
            "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
        ),
        (
            card(text("x")) | {"embeds": [{"title": "x"}]},
            "embeds",
            "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
        ),
        (
            card(text("x" * 4000), text("x")),
            "components",
            "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
        ),
        (
            card(container(*[text("x")] * 40)),  # 40 texts and the container
            "components",
            "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
        ),
        (
            card(row(button(), button())),
            "components.why",
            "COMPONENT_CUSTOM_ID_DUPLICATED",
        ),
        (
            card(row(button(label="x" * 81))),
            "components.0.components.0.label",
            "BASE_TYPE_BAD_LENGTH",
        ),
        (
            card(row(button(custom_id="x" * 101))),
            "components.0.components.0.custom_id",
            "BASE_TYPE_BAD_LENGTH",
        ),
        (
            card(row(button(label=None))),
            "components.0.components.0",
            "COMPONENT_INVALID",
        ),
        (
            card(row(*[button(custom_id=f"{n}") for n in range(6)])),
            "components.0.components",
            "BASE_TYPE_BAD_LENGTH",
        ),
        (
            card(row(button(), select())),
            "components.0.components",
            "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
        ),
        (
            card(row(select(options=options(26)))),
            "components.0.components.0.options",
            "BASE_TYPE_BAD_LENGTH",
        ),
        (
            card(row(select(options=options(1) * 2))),
            "components.0.components.0.options.1.value",
            "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
        ),
        (
            card(row(select(placeholder="x" * 151))),
            "components.0.components.0.placeholder",
            "BASE_TYPE_BAD_LENGTH",
        ),
        (
            card(row(select(max_values=2))),
            "components.0.components.0.max_values",
            "NUMBER_TYPE_RANGE",
        ),
        (card(button()), "components.0.type", "COMPONENT_TYPE_INVALID"),
        (
            card(container(container(text("x")))),
            "components.0.components.0.type",
            "COMPONENT_TYPE_INVALID",
        ),
        (card(text("")), "components.0.content", "BASE_TYPE_BAD_LENGTH"),
        (
            card({"type": SECTION, "components": [text("x")]}),
            "components.0.accessory",
            "BASE_TYPE_REQUIRED",
        ),
        (
            card({"type": GALLERY, "items": [{"media": {"url": "attachment://no.png"}}]}),
            "components.attachment://no.png",
            "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
        ),
    ],
)
def test_a_card_beyond_a_limit_is_refused_by_field(body: Body, path: str, code: str) -> None:
    assert refused(lambda: check_message(body, v2=True, files=set())) == {path: code}


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"content": "x" * 2001}, "content"),
        ({"embeds": [{"title": "x"}] * 11}, "embeds"),
        ({"embeds": [{"title": "x" * 257}]}, "embeds.0.title"),
        (
            {"embeds": [{"fields": [{"name": "x", "value": "x" * 1025}]}]},
            "embeds.0.fields.0.value",
        ),
        ({"embeds": [{"description": "x" * 4000}] * 2}, "embeds"),  # 8,000 > 6,000
        (card(text("x")), "components.0.type"),
        (card(*[row(button(custom_id=f"{n}")) for n in range(6)]), "components"),
    ],
)
def test_an_ordinary_message_beyond_a_limit_is_refused(body: Body, path: str) -> None:
    assert list(refused(lambda: check_message(body, v2=False, files=set()))) == [path]


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (modal(label(field())), None),
        (modal(text("Read this"), label(select())), None),
        (modal(row(field(label="Entry"))), None),
        (modal(label(field()), title="x" * 46), "title"),
        (modal(), "components"),
        (modal(*[label(field(custom_id=f"{n}")) for n in range(6)]), "components"),
        (modal(label(field(), "x" * 46)), "components.0.label"),
        (modal(label(field(), "")), "components.0.label"),
        (modal(label(button())), "components.0.component.0.type"),
        (modal(label(field()), label(field())), "components.entry"),
        (modal(label(field(value="x" * 4001))), "components.0.component.0.value"),
        (
            modal(label({"type": RADIO, "custom_id": "m", "options": options(1)})),
            "components.0.component.0.options",
        ),
        (modal(row(field())), "components.0.components.0.label"),
        (modal(container(text("x"))), "components.0.type"),
    ],
)
def test_a_modal_is_held_to_its_limits(body: Body, path: str | None) -> None:
    assert list(refused(lambda: check_modal(body, ()))) == ([path] if path else [])


@pytest.mark.parametrize(
    ("choices", "path"),
    [
        ([{"name": "x", "value": "x"}] * 25, None),
        ([{"name": "x", "value": "x"}] * 26, "choices"),
        ([{"name": "x" * 101, "value": "x"}], "choices.0.name"),
        ([{"name": "x", "value": "x" * 101}], "choices.0.value"),
        ([{"name": "x"}], "choices.0.value"),
    ],
)
def test_choices_are_held_to_their_limits(choices: list[Body], path: str | None) -> None:
    found = refused(lambda: check_choices({"choices": choices}, ()))

    assert list(found) == ([path] if path else [])


@pytest.mark.parametrize(
    ("commands", "path"),
    [
        ([command(options=[option(required=True), option("side")])], None),
        ([{"type": 3, "name": "Check this trade call"}], None),
        ([command(name="Mode")], "0.name"),
        ([command(name="x" * 33)], "0.name"),
        ([command(description="")], "0.description"),
        ([command(description="x" * 101)], "0.description"),
        (
            [command(description_localizations={"zh-CN": "x" * 101})],
            "0.description_localizations.zh-CN",
        ),
        ([command(description_localizations={"zh": "x"})], "0.description_localizations.zh"),
        ([command(name_localizations={"de": "Modus"})], "0.name_localizations.de"),
        ([command(), command()], "1.name"),
        ([command(options=[option(f"o{n}") for n in range(26)])], "0.options"),
        (
            [command(options=[option(choices=[{"name": "x", "value": "x"}] * 26)])],
            "0.options.0.choices",
        ),
        (
            [command(options=[option(choices=[{"name": "", "value": "x"}])])],
            "0.options.0.choices.0.name",
        ),
        (
            [
                command(
                    options=[
                        option(
                            choices=[
                                {
                                    "name": "x",
                                    "value": "x",
                                    "name_localizations": {"de": "x" * 101},
                                }
                            ]
                        )
                    ]
                )
            ],
            "0.options.0.choices.0.name_localizations.de",
        ),
        ([command(options=[option(), option("side", required=True)])], "0.options.1"),
        (
            [command(options=[option(autocomplete=True, choices=[{"name": "x", "value": "x"}])])],
            "0.options.0.autocomplete",
        ),
        ([{"type": 3, "name": "Menu", "description": "x"}], "0.description"),
        ([{"type": 3, "name": "Menu", "options": [option("a")]}], "0.options"),
        ([{"type": 3, "name": "Menu"}, {"type": 3, "name": "Menu"}], "1.name"),
        ([{"type": 3, "name": "x" * 33}], "0.name"),
        (
            # 25 options with a description of 100, 3 choices each of 80 and 1: 8,575 and more
            [
                command(
                    options=[
                        option(
                            f"o{n}",
                            description="x" * 100,
                            choices=[{"name": "x" * 80, "value": "x"}] * 3,
                        )
                        for n in range(25)
                    ]
                )
            ],
            "0",
        ),
        ([command(name=f"c{n}") for n in range(101)], ""),
        ([{"type": 3, "name": f"m{n}"} for n in range(16)], ""),
    ],
)
def test_commands_are_held_to_their_limits(commands: list[Body], path: str | None) -> None:
    assert list(refused(lambda: check_commands(commands))) == ([] if path is None else [path])


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            '{"type": 4, "data": {"content": "%s"}}' % ("x" * 2001),
            "400 50035 Invalid Form Body\nIn data.content",
        ),
        ('{"type": 4, "data": {}}', "400 50006 Cannot send an empty message"),
        ('{"type": 6}', "400 50035 Invalid Form Body\nIn type"),
        ('{"type": 99}', "400 50035 Invalid Form Body\nIn type"),
        ("{", "400 50109"),
        ("[]", "400 50109"),
    ],
)
async def test_a_refused_answer_names_the_field_and_leaves_the_next_one_open(
    discord: Loopback, body: str, said: str
) -> None:
    reply = await discord.slash("raw", {"body": body})

    assert reply.text.startswith(said)
