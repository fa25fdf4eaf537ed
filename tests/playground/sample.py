import io
import re
from collections.abc import Callable
from typing import Any, Self

import discord
from discord import Interaction, app_commands, ui
from discord.http import Route

Here = Interaction[Any]
MARKETS = [
    app_commands.Choice(name="USDⓈ-M futures", value="usdm"),
    app_commands.Choice(name="COIN-M futures", value="coinm"),
]
PICTURE = b"\x89PNG"
SYMBOLS = ["BTCUSDT", "BTCUSDC", "ETHUSDT"]


class Counter(ui.DynamicItem[ui.Button[Any]], template=r"count:(?P<times>\d+)"):
    def __init__(self, times: int) -> None:
        self.times = times
        super().__init__(ui.Button(label=f"Count {times}", custom_id=f"count:{times}"))

    @classmethod
    async def from_custom_id(
        cls,
        interaction: Here,  # noqa: ARG003 -- discord.py hands it in
        item: ui.Item[Any],  # noqa: ARG003 -- discord.py hands it in
        match: re.Match[str],
        /,
    ) -> Self:
        return cls(int(match["times"]))

    async def callback(self, interaction: Here) -> None:
        await interaction.response.edit_message(view=Card(self.times + 1))


class Card(ui.LayoutView):
    def __init__(self, times: int = 0) -> None:
        super().__init__(timeout=None)
        row = ui.ActionRow[Any](Counter(times))
        self.add_item(ui.Container(ui.TextDisplay(f"Counted {times}"), row))


class Tour(ui.LayoutView):
    row = ui.ActionRow["Tour"]()

    @row.button(label="Silent")
    async def silent(self, interaction: Here, _: ui.Button[Any]) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(view=Card(7))

    @row.button(label="Mute")
    async def mute(self, interaction: Here, _: ui.Button[Any]) -> None:
        pass

    @row.button(label="Off", disabled=True)
    async def off(self, interaction: Here, _: ui.Button[Any]) -> None:
        pass

    menu = ui.ActionRow["Tour"]()

    @menu.select(
        placeholder="Coins",
        max_values=2,
        options=[
            discord.SelectOption(label="Bitcoin", value="btc"),
            discord.SelectOption(label="Ether", value="eth"),
        ],
    )
    async def coins(self, interaction: Here, select: ui.Select[Any]) -> None:
        await interaction.response.send_message(" and ".join(select.values), ephemeral=True)

    people = ui.ActionRow["Tour"]()

    @people.select(cls=ui.UserSelect, placeholder="People")
    async def person(self, interaction: Here, select: ui.UserSelect[Any]) -> None:
        await interaction.response.send_message(select.values[0].display_name)


class Questions(ui.Modal, title="Two questions"):
    name: ui.TextInput[Any] = ui.TextInput(label="Name", default="Ann")
    about: ui.TextDisplay[Any] = ui.TextDisplay("Tick what applies.")
    habits: ui.Label[Any] = ui.Label(
        text="Habits",
        component=ui.CheckboxGroup(
            options=[discord.CheckboxGroupOption(label=h) for h in ("Stops", "Alerts")]
        ),
    )

    async def on_submit(self, interaction: Here) -> None:
        habits: Any = self.habits.component
        await interaction.response.send_message(f"{self.name.value} {habits.values}")


class Form(ui.Modal, title="Your trade"):
    entry: ui.Label[Any] = ui.Label(text="Entry", component=ui.TextInput(min_length=2))
    note: ui.Label[Any] = ui.Label(
        text="Note", component=ui.TextInput(required=False, default="none")
    )
    side: ui.Label[Any] = ui.Label(
        text="Side",
        component=ui.Select(options=[discord.SelectOption(label=s) for s in ("Long", "Short")]),
    )
    mode: ui.Label[Any] = ui.Label(
        text="Mode",
        component=ui.RadioGroup(
            options=[discord.RadioGroupOption(label=m) for m in ("Cross", "Isolated")]
        ),
    )
    sure: ui.Label[Any] = ui.Label(text="Sure", component=ui.Checkbox())

    async def on_submit(self, interaction: Here) -> None:
        parts: list[Any] = [
            label.component for label in (self.entry, self.note, self.side, self.mode, self.sure)
        ]
        entry, note, side, mode, sure = parts
        said = f"{entry.value} {note.value} {side.values} {mode.value} {sure.value}"
        await interaction.response.send_message(said, ephemeral=True)


class Sample(discord.AutoShardedClient):
    def __init__(self, *, register: bool = True) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            max_messages=None,
            chunk_guilds_at_startup=False,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self.register = register
        self.seen: list[Here] = []
        self.codes: list[int] = []
        self.messages: list[discord.Message] = []
        self.tree = app_commands.CommandTree(self)
        for run in RUNS:
            self.tree.add_command(command(run))
        session = app_commands.Group(name="session", description="A lesson together")
        session.add_command(command(start))
        self.tree.add_command(session)
        self.tree.add_command(guarded(card))
        self.tree.add_command(app_commands.ContextMenu(name="Repeat this", callback=repeat))

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        pass

    async def setup_hook(self) -> None:
        self.add_dynamic_items(Counter)
        if self.register:
            await self.tree.sync()


async def symbols(_: Here, typed: str) -> list[app_commands.Choice[str]]:
    known = [symbol for symbol in SYMBOLS if symbol.startswith(typed.upper())]
    return [app_commands.Choice(name=symbol, value=symbol) for symbol in known]


async def echo(interaction: Here, text: str, times: int = 1, *, loud: bool = False) -> None:
    interaction.client.seen.append(interaction)
    said = " ".join([text.upper() if loud else text] * times)
    await interaction.response.send_message(f"{said} ({interaction.locale})")


async def post(
    interaction: Here,
    text: app_commands.Range[str, 1, 4000],
    times: int = 1,
    *,
    loud: bool = False,
) -> None:
    said = " / ".join((text.upper() if loud else text).splitlines())
    await interaction.response.send_message(f"{said} {times}")


@app_commands.choices(market=MARKETS)
@app_commands.autocomplete(symbol=symbols)
async def market(
    interaction: Here, market: str, symbol: str = "none", *, share: bool = False
) -> None:
    await interaction.response.send_message(f"{market} {symbol} {share}", ephemeral=not share)


async def card(interaction: Here) -> None:
    interaction.client.seen.append(interaction)
    await interaction.response.send_message(view=Card(), ephemeral=True)


async def tour(interaction: Here) -> None:
    await interaction.response.send_message(view=Tour())


async def form(interaction: Here) -> None:
    await interaction.response.send_modal(Form())


async def questions(interaction: Here) -> None:
    await interaction.response.send_modal(Questions())


async def meet(
    interaction: Here, person: discord.User, room: discord.TextChannel | None = None
) -> None:
    await interaction.response.send_message(f"{person.display_name} {room}")


async def chatty(interaction: Here) -> None:
    await interaction.response.send_message("listen")
    for number in range(6):
        try:
            await interaction.followup.send(f"{number}")
        except discord.HTTPException as error:
            interaction.client.codes.append(error.code)
    await interaction.delete_original_response()
    try:
        await interaction.original_response()
    except discord.HTTPException as error:
        interaction.client.codes.append(error.code)


async def slow(interaction: Here, *, fill: bool = False) -> None:
    await interaction.response.defer(ephemeral=True)
    if fill:
        await interaction.followup.send("filled")
    else:
        await interaction.edit_original_response(view=Card())
    more = await interaction.followup.send("one more", wait=True)
    await more.edit(content="one more, better")
    gone = await interaction.followup.send("not for long", ephemeral=True, wait=True)
    await gone.delete()


async def picture(interaction: Here) -> None:
    file = discord.File(io.BytesIO(PICTURE), "chart.png", description="A chart")
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.MediaGallery(discord.MediaGalleryItem(file)))
    await interaction.response.send_message(view=view, file=file, ephemeral=True)


async def shout(interaction: Here, *, allowed: bool) -> None:
    mentions = discord.AllowedMentions(everyone=allowed)
    await interaction.response.send_message("@everyone", allowed_mentions=mentions)


async def mute(interaction: Here) -> None:
    interaction.client.seen.append(interaction)


async def twice(interaction: Here) -> None:
    await interaction.response.send_message("once")
    interaction.response._response_type = None
    try:
        await interaction.response.send_message("twice")
    except discord.HTTPException as error:
        interaction.client.codes.append(error.code)


async def raw(interaction: Here, body: str) -> None:
    route = Route("POST", f"/interactions/{interaction.id}/{interaction.token}/callback")
    headers = {"Content-Type": "application/json"}
    try:
        await interaction.client.http.request(route, data=body, headers=headers)
    except discord.HTTPException as error:
        said = f"{error.status} {error.code} {error.text}"
        await interaction.response.send_message(said)


async def start(interaction: Here, lesson: str) -> None:
    await interaction.response.send_message(f"begins: {lesson}")


async def repeat(interaction: Here, message: discord.Message) -> None:
    interaction.client.messages.append(message)
    await interaction.response.send_message(f"You said: {message.content}")


def command(run: Callable[..., Any]) -> app_commands.Command[Any, ..., None]:
    name = run.__name__
    return app_commands.Command(name=name, description=f"Do {name}", callback=run)


def guarded(run: Callable[..., Any]) -> app_commands.Command[Any, ..., None]:
    made: app_commands.Command[Any, ..., None] = app_commands.Command(
        name="setup", description="Set up", callback=run
    )
    made.default_permissions = discord.Permissions(manage_guild=True)
    made.allowed_contexts = app_commands.AppCommandContext(guild=True)
    return made


RUNS: list[Callable[..., Any]] = [
    echo,
    post,
    market,
    card,
    tour,
    form,
    questions,
    meet,
    chatty,
    slow,
    picture,
    shout,
    mute,
    twice,
    raw,
]
