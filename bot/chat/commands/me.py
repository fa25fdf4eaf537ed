"""/me: what a person wants to be remembered about them."""

import json
from collections.abc import Mapping
from io import BytesIO
from typing import Any, Final

from discord import File, Interaction
from discord.app_commands import Group

from bot import options
from bot.chat.cards import CardView
from bot.chat.clock import today
from bot.chat.command import Action, group
from bot.chat.services import Services
from bot.chat.views.deletion import delete_button
from bot.errors import Missing
from bot.options import Field, Kind

NAME: Final = "me"
TRAIT: Final = "trait"
VALUE: Final = "value"
FILE: Final = "isocross-me.json"


def build(services: Services) -> Group:
    """Return the command; its words and options are data."""
    personal = options.personal_fields(services.book)
    pair = {
        TRAIT: Field(TRAIT, Kind.CHOICE, choices=tuple(personal)),
        VALUE: Field(VALUE, Kind.CHOICE),
    }

    async def show(interaction: Interaction[Any], _: Mapping[str, str]) -> None:
        profile = await services.records.profiles.of(interaction.user.id, today())
        stored = options.stored(profile.traits, services.book)
        sessions = await services.records.sessions.taken_part(interaction.user.id)
        values = {"stored": stored, "profile": profile, "sessions": len(sessions)}
        await services.say(interaction, "me.show", **values)

    async def set_(interaction: Interaction[Any], typed: Mapping[str, str]) -> None:
        traits = options.storable(paired(typed), services.book)
        await services.records.profiles.keep(interaction.user.id, traits, today())
        await services.say(interaction, "me.set", traits=traits)

    async def export(interaction: Interaction[Any], _: Mapping[str, str]) -> None:
        person = interaction.user.id
        kept = await services.records.profiles.of(person, today())
        written = {
            "person_id": str(person),
            "last_used": kept.last_used.isoformat() if kept.last_used else None,
            "traits": dict(kept.traits),
            "sessions": [
                options.taken_part(found, person, services.book)
                for found in await services.records.sessions.taken_part(person)
            ],
        }
        content = BytesIO(json.dumps(written, ensure_ascii=False, indent=2).encode())
        text = services.words.page("replies/me.export", locale=interaction.locale.value)
        file = File(content, FILE)
        await interaction.response.send_message(text.strip(), file=file, ephemeral=True)

    async def delete(interaction: Interaction[Any], _: Mapping[str, str]) -> None:
        locale = interaction.locale.value
        profile = await services.records.profiles.of(interaction.user.id, today())
        sessions = await services.records.sessions.taken_part(interaction.user.id)
        values = {"profile": profile, "sessions": len(sessions)}
        card = services.words.card("me.delete", locale=locale, **values)
        button = delete_button(services.words, interaction.user.id, locale)
        buttons = [button] if profile.last_used or sessions else []
        await interaction.response.send_message(view=CardView(card, buttons), ephemeral=True)

    none: Mapping[str, Field] = {}
    return group(
        NAME,
        services,
        {
            "show": Action(none, show),
            "set": Action({**pair, **personal}, set_),
            "export": Action(none, export),
            "delete": Action(none, delete),
        },
    )


def paired(typed: Mapping[str, str]) -> dict[str, str]:
    """Return typed options with `trait` and `value` as one of them.

    Raises:
        Missing: One of the two stands alone, or nothing was typed.
    """
    given = dict(typed)
    trait, value = given.pop(TRAIT, None), given.pop(VALUE, None)
    if (trait is None) != (value is None):
        raise Missing(fields=[TRAIT if trait is None else VALUE])
    if trait is not None and value is not None:
        given[trait] = value
    if not given:
        raise Missing(fields=[TRAIT, VALUE])
    return given
