"""How a slash command is made of data: its words, its options, and the coroutine that answers."""

from collections.abc import Callable, Coroutine, Mapping
from inspect import Parameter, Signature
from typing import Any, Final, NamedTuple, Protocol, cast

from discord import Interaction, Permissions, app_commands
from discord.app_commands import AppCommandContext, AppInstallationType, Choice, locale_str

from bot import options
from bot.chat import suggestions
from bot.chat.drain import attend
from bot.chat.services import Services
from bot.chat.tree import TEXT_LENGTH
from bot.errors import BadValue
from bot.options import Field, Kind
from bot.render import CommandWords, OptionWords

SlashCommand = app_commands.Command[Any, ..., None]
Callback = Callable[..., Coroutine[Any, Any, Any]]

SUGGEST: Final = "suggest"
POSTED: Final[Any] = app_commands.Range[str, 1, TEXT_LENGTH]
"""A text that may be long; Discord itself then says how long."""

YES: Final = "yes"
NO: Final = "no"
SERVERS: Final = AppCommandContext(guild=True, dm_channel=False, private_channel=False)
BY_SERVERS: Final = AppInstallationType(guild=True, user=False)
CONTRACT_SIZE: Final = "contract_size"
SHARE: Final = Field("share", Kind.YES_NO, choices=(YES, NO))


class Run(Protocol):
    """What a command does with its options as they were typed."""

    def __call__(
        self, interaction: Interaction[Any], typed: Mapping[str, str], *, share: bool
    ) -> Coroutine[Any, Any, None]:
        """Ask, answer, reply."""
        ...


UNTITLED: Final[Mapping[str, str]] = {}


class Action(NamedTuple):
    """What a subcommand takes, and what it does with it."""

    fields: Mapping[str, Field]
    work: Callable[[Interaction[Any], dict[str, str]], Coroutine[Any, Any, None]]
    titles: Mapping[str, str] = UNTITLED
    """The words of values that are data, such as the names of lessons."""


def command(feature: str, services: Services, run: Run) -> SlashCommand:
    """Return the slash command of a feature, whose answer can be shared."""

    async def work(interaction: Interaction[Any], typed: dict[str, str]) -> None:
        share = is_shared(typed.pop(SHARE.name, NO))
        await run(interaction, typed, share=share)

    words = services.words.commands[feature]
    fields = {SHARE.name: SHARE}
    if words.options:
        fields |= options.fields(feature, services.book)
    return slash(feature, words, services, Action(fields, work))


def group(
    name: str,
    services: Services,
    actions: Mapping[str, Action],
    *,
    administration: bool = False,
    for_servers: bool = False,
) -> app_commands.Group:
    """Return a command with subcommands; one of administration is for servers and who manages."""
    for_servers = for_servers or administration
    words = services.words.commands[name]
    made = app_commands.Group(
        name=name,
        description=locale_str(words.description),
        allowed_contexts=SERVERS if for_servers else None,
        allowed_installs=BY_SERVERS if for_servers else None,
        default_permissions=Permissions(manage_guild=True) if administration else None,
        auto_locale_strings=False,
    )
    for path, action in actions.items():
        made.add_command(slash(f"{name} {path}", words.actions[path], services, action))
    return made


def slash(path: str, words: CommandWords, services: Services, action: Action) -> SlashCommand:
    """Return a slash command: names stay English, its words are translated."""

    async def callback(interaction: Interaction[Any], **values: str | None) -> None:
        typed = {name: text for name, text in values.items() if text is not None}
        await attend(interaction, path, services.words, action.work(interaction, typed))

    shown = {name: (action.fields[name], option) for name, option in words.options.items()}
    cast("Any", callback).__signature__ = signature(shown)
    app_commands.describe(**descriptions(shown))(callback)
    app_commands.choices(**choices(shown, action.titles))(callback)
    app_commands.autocomplete(**completions(path, shown, services))(callback)
    return app_commands.Command(
        name=path.rpartition(" ")[2],
        description=locale_str(words.description),
        callback=callback,
        auto_locale_strings=False,
    )


def is_shared(text: str) -> bool:
    """Return whether everybody shall see the answer.

    Raises:
        BadValue: Neither yes nor no; nobody's numbers are shown on a guess.
    """
    choice = text.strip().lower()
    if choice not in SHARE.choices:
        raise BadValue(field=SHARE.name, value=text, allowed=SHARE.choices)
    return choice == YES


Shown = Mapping[str, tuple[Field, OptionWords]]
"""Options by name, in the order in which the words list them."""


def signature(shown: Shown) -> Signature:
    """Return what the library reads off a callback: every option is a text.

    Numbers are texts too, for Discord's own number option is a double and loses digits.
    """
    options_ = [
        Parameter(
            name,
            Parameter.KEYWORD_ONLY,
            annotation=POSTED if field.kind is Kind.TEXT else str,
            default=Parameter.empty if field.required else None,
        )
        for name, (field, _) in shown.items()
    ]
    return Signature([Parameter("interaction", Parameter.POSITIONAL_ONLY), *options_])


def descriptions(shown: Shown) -> dict[str, str | locale_str]:
    """Return what each option asks."""
    return {name: locale_str(words.description) for name, (_, words) in shown.items()}


def choices(shown: Shown, titles: Mapping[str, str]) -> dict[str, list[Choice[str]]]:
    """Return the fixed values of each option that has them, under their words."""
    return {
        name: [
            Choice(
                name=locale_str(titles.get(value) or words.choices.get(value, value)), value=value
            )
            for value in field.choices
        ]
        for name, (field, words) in shown.items()
        if field.choices
    }


def completions(feature: str, shown: Shown, services: Services) -> dict[str, Callback]:
    """Return what suggests symbols or topics while one is typed, for each option of such."""
    inverse = CONTRACT_SIZE in shown

    async def suggest(interaction: Interaction[Any], text: str) -> list[Choice[str]]:
        work = suggestions.symbols(services, interaction, text, inverse=inverse)
        await attend(interaction, SUGGEST, services.words, work)
        return []

    async def topics(interaction: Interaction[Any], text: str) -> list[Choice[str]]:
        work = suggestions.topics(services, interaction, feature, text)
        await attend(interaction, SUGGEST, services.words, work)
        return []

    ways = {Kind.SYMBOL: suggest, Kind.WORDS: topics}
    kinds = {name: field.kind for name, (field, _) in shown.items()}
    return {name: ways[kind] for name, kind in kinds.items() if kind in ways}
