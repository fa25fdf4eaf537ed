"""People, the application, servers and channels as Discord writes them on the wire."""

from datetime import UTC, datetime
from typing import Final

from bot.playground import words
from bot.playground.wire import Payload
from bot.playground.world import (
    EVERYTHING,
    ORDINARY,
    Channel,
    Guild,
    Person,
    World,
)

TEXT_CHANNEL: Final = 0
DIRECT_CHANNEL: Final = 1
PUBLIC_THREAD: Final = 11
ARCHIVED_AFTER: Final = 1440
"""Minutes without a message."""

JOINED: Final = datetime(2024, 1, 1, tzinfo=UTC).isoformat()
LOCALE: Final = "en-US"
FEATURES: Final = ["COMMUNITY"]
SERVER_LIMITS: Final = {"max_members": 500_000, "max_presences": None, "afk_timeout": 300}


def application_user(application_id: str) -> Payload:
    """Return the bot itself; its user has the id of the application."""
    return _user(application_id, words.BOT) | {
        "bot": True,
        "verified": True,
        "mfa_enabled": True,
        "locale": LOCALE,
    }


def application(application_id: str) -> Payload:
    """Return the application as /oauth2/applications/@me gives it."""
    return {
        "id": application_id,
        "name": words.BOT,
        "description": "",
        "icon": None,
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": 0,
        "owner": person_user(World.people[0]),
        "team": None,
        "bot": application_user(application_id),
        "interactions_endpoint_url": None,
        "integration_types_config": {"0": {}, "1": {}},
        "redirect_uris": [],
    }


def person_user(person: Person) -> Payload:
    """Return a person as a user."""
    return _user(person.id, person.name)


def member(person: Person) -> Payload:
    """Return a person as a member of a server, with what it may do in the channel."""
    return {
        "user": person_user(person),
        "permissions": str(person.permissions),
        **_membership(),
    }


def channel(place: Channel, person: Person) -> Payload:
    """Return the channel as an interaction carries it, with what the person may do there."""
    if place.guild is None:
        return {
            "id": place.id,
            "type": DIRECT_CHANNEL,
            "flags": 0,
            "last_message_id": None,
            "recipients": [person_user(person)],
        }
    if place.parent is not None:
        return {
            **_thread(place, place.guild, place.parent),
            "permissions": str(person.permissions),
        }
    return {**_guild_channel(place, place.guild), "permissions": str(person.permissions)}


def thread(place: Channel, application_id: str) -> Payload:
    """Return a thread that the bot has opened."""
    if place.guild is None or place.parent is None:
        return {}
    owner = {"owner_id": application_id, "newly_created": True}
    return {**_thread(place, place.guild, place.parent), **owner}


def interaction_guild(guild: Guild) -> Payload:
    """Return the little that an interaction tells of its server."""
    return {"id": guild.id, "locale": LOCALE, "features": FEATURES}


def guild_create(application_id: str) -> Payload:
    """Return the server as GUILD_CREATE tells it."""
    guild = World.guild
    return {
        "id": guild.id,
        "name": guild.name,
        "unavailable": False,
        "joined_at": JOINED,
        "large": False,
        "member_count": len(World.people) + 1,
        "owner_id": World.people[0].id,
        "preferred_locale": LOCALE,
        "features": FEATURES,
        "roles": [_everyone(guild)],
        "channels": [_guild_channel(place, guild) for place in World.channels],
        "members": [{"user": application_user(application_id), **_membership()}],
        **{name: [] for name in ("emojis", "stickers", "threads", "presences", "voice_states")},
        **{name: [] for name in ("stage_instances", "guild_scheduled_events")},
        **dict.fromkeys(("icon", "splash", "banner", "description", "vanity_url_code")),
        **dict.fromkeys(("system_channel_id", "rules_channel_id", "public_updates_channel_id")),
        **dict.fromkeys(("verification_level", "default_message_notifications"), 0),
        **dict.fromkeys(("explicit_content_filter", "mfa_level", "nsfw_level"), 0),
        **dict.fromkeys(("premium_tier", "premium_subscription_count"), 0),
        "system_channel_flags": 0,
        "premium_progress_bar_enabled": False,
        **SERVER_LIMITS,
    }


def _user(id_: str, name: str) -> Payload:
    return {
        "id": id_,
        "username": name.lower(),
        "global_name": name,
        "discriminator": "0",
        "avatar": None,
        "primary_guild": None,
        "public_flags": 0,
        "flags": 0,
    }


def _membership() -> Payload:
    return {
        "roles": [],
        "joined_at": JOINED,
        "nick": None,
        "avatar": None,
        "premium_since": None,
        "communication_disabled_until": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
    }


def _everyone(guild: Guild) -> Payload:
    return {
        "id": guild.id,
        "name": "@everyone",
        "permissions": str(ORDINARY),
        "position": 0,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }


def _guild_channel(place: Channel, guild: Guild) -> Payload:
    return {
        "id": place.id,
        "type": TEXT_CHANNEL,
        "guild_id": guild.id,
        "name": place.name,
        "position": 0,
        "topic": None,
        "nsfw": False,
        "parent_id": None,
        "last_message_id": None,
        "rate_limit_per_user": 0,
        "permission_overwrites": [],
        "flags": 0,
    }


def _thread(place: Channel, guild: Guild, parent: Channel) -> Payload:
    return {
        "id": place.id,
        "type": PUBLIC_THREAD,
        "guild_id": guild.id,
        "parent_id": parent.id,
        "owner_id": guild.id,
        "name": place.name,
        "last_message_id": None,
        "rate_limit_per_user": 0,
        "message_count": 0,
        "total_message_sent": 0,
        "member_count": 1,
        "thread_metadata": {
            "archived": False,
            "auto_archive_duration": ARCHIVED_AFTER,
            "archive_timestamp": JOINED,
            "create_timestamp": JOINED,
            "locked": False,
        },
        "flags": 0,
    }


def app_permissions(place: Channel) -> str:
    """Return what the application may do in the channel."""
    return str(ORDINARY if place.guild is None or not place.guild.installed else EVERYTHING)
