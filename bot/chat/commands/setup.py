"""/setup: how a server wants to be served; for whoever may manage it."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from discord import Guild, Interaction, Permissions
from discord.app_commands import Group

from bot.chat.command import Action, group
from bot.chat.services import Services
from bot.errors import Forbidden, Missing
from bot.options import Field, House, Kind, setup

NAME: Final = "setup"
YES: Final = "yes"
YES_NO: Final = (YES, "no")
CODE: Final = "code"
REGION: Final = "region"
ACCEPT: Final = "accept"
NEEDED: Final = (
    "view_channel",
    "send_messages",
    "send_messages_in_threads",
    "create_public_threads",
    "embed_links",
    "attach_files",
)
NO_FIELDS: Final[Mapping[str, Field]] = {}

Work = Callable[[Services, Interaction[Any], int, Mapping[str, str]], Awaitable[None]]


def build(services: Services) -> Group:
    """Return the command; its words and options are data."""
    yes_no = Field(ACCEPT, Kind.YES_NO, choices=YES_NO)
    codes = {CODE: Field(CODE, Kind.CHOICE), REGION: Field(REGION, Kind.CHOICE), ACCEPT: yes_no}
    return group(
        NAME,
        services,
        {
            "show": Action(NO_FIELDS, hosted(services, show)),
            "set": Action(fields(services), hosted(services, change)),
            "test": Action(NO_FIELDS, hosted(services, test)),
            "reset": Action(NO_FIELDS, hosted(services, reset)),
            "referral": Action(codes, hosted(services, refer)),
        },
        administration=True,
    )


def hosted(services: Services, work: Work) -> Callable[[Interaction[Any], dict[str, str]], Any]:
    """Return the work for whoever may manage the server; everybody else is refused."""

    async def run(interaction: Interaction[Any], typed: dict[str, str]) -> None:
        if interaction.guild_id is None or not interaction.is_guild_integration():
            raise Forbidden(reason="server")
        if not interaction.permissions.manage_guild:
            raise Forbidden(reason="manage")
        await work(services, interaction, interaction.guild_id, typed)

    return run


async def show(
    services: Services, interaction: Interaction[Any], guild: int, _: Mapping[str, str]
) -> None:
    """Show the settings in force."""
    house = House.of(await services.records.guilds.settings(guild), services.book)
    await services.say(interaction, "setup.show", house=house, changed=())


async def change(
    services: Services, interaction: Interaction[Any], guild: int, typed: Mapping[str, str]
) -> None:
    """Keep what was typed, and show what is in force then."""
    if not typed:
        raise Missing(fields=[next(iter(setup.READERS))])
    changes = setup.settings(typed, typist(interaction, services))
    merged = {**await services.records.guilds.settings(guild), **changes}
    setup.check_limits(merged)
    await services.records.guilds.keep(guild, changes)
    house = House.of(made(merged), services.book)
    await services.say(interaction, "setup.show", house=house, changed=tuple(changes))


async def test(
    services: Services, interaction: Interaction[Any], guild: int, _: Mapping[str, str]
) -> None:
    """Name the permissions that are missing here and in the allowed channels."""
    house = House.of(await services.records.guilds.settings(guild), services.book)
    lacking = missing_by_channel(interaction, house)
    await services.say(interaction, "setup.test", missing=lacking)


async def reset(
    services: Services, interaction: Interaction[Any], guild: int, _: Mapping[str, str]
) -> None:
    """Delete what is stored of the server, and show what is in force then."""
    await services.records.guilds.delete(guild)
    house = House.of({}, services.book)
    await services.say(interaction, "setup.show", house=house, changed=("all",))


async def refer(
    services: Services, interaction: Interaction[Any], guild: int, typed: Mapping[str, str]
) -> None:
    """Turn a referral code off, show its disclosure, or turn it on once that is accepted."""
    code = typed.get(CODE) or services.own_code.code
    if code is None or (REGION not in typed and code.lower() != setup.OFF):
        raise Missing(fields=[REGION if code else CODE])
    change = setup.referral(code, typed.get(REGION, ""))
    accepted = setup.chosen(ACCEPT, typed.get(ACCEPT, "no"), YES_NO) == YES
    referral = House.of(made(change), services.book).referral
    if accepted or not referral:
        await services.records.guilds.keep(guild, change)
    shown = {"referral": referral, "accepted": accepted}
    await services.say(interaction, "setup.referral", **shown)


def made(settings: Mapping[str, str | None]) -> dict[str, str]:
    """Return the settings that are not at their defaults."""
    return {name: value for name, value in settings.items() if value is not None}


def fields(services: Services) -> Mapping[str, Field]:
    """Return the options of everything that can be set."""
    choices = {
        "replies": setup.REPLIES,
        "language": services.words.languages,
        "prices": setup.SWITCH,
    }
    return {
        name: Field(name, Kind.CHOICE, choices=choices.get(name, ())) for name in setup.READERS
    }


def typist(interaction: Interaction[Any], services: Services) -> setup.Typist:
    """Return who reads settings typed in this server."""
    guild = interaction.guild
    channels = {channel.name.lower(): channel.id for channel in guild.channels} if guild else {}
    roles = {role.name.lower().lstrip("@"): role.id for role in guild.roles} if guild else {}
    locale, languages = interaction.locale.value, services.words.languages
    return setup.Typist(services.book, locale, channels, roles, languages)


def missing_by_channel(interaction: Interaction[Any], house: House) -> Mapping[int, list[str]]:
    """Return the permissions that are missing here and in the allowed channels, by channel."""
    here = interaction.channel_id or 0
    found = {here: missing(interaction.app_permissions)}
    for channel in set(house.channels) - {here}:
        found[channel] = missing(permissions_in(interaction.guild, channel))
    return {channel: names for channel, names in found.items() if names}


def permissions_in(guild: Guild | None, channel: int) -> Permissions:
    """Return what we may do in a channel; nothing in one that does not exist or is hidden."""
    place = guild.get_channel(channel) if guild else None
    if guild is None or place is None:
        return Permissions.none()
    return place.permissions_for(guild.me)


def missing(permissions: Permissions) -> list[str]:
    """Return which of the needed permissions are not given."""
    return [name for name in NEEDED if not getattr(permissions, name)]
