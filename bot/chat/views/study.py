"""Cards, scenarios and quiz questions: every control carries all that it needs to know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from secrets import randbelow
from typing import Any, Final, cast

from discord import Interaction
from pydantic import BaseModel

from bot import options
from bot.advisor import learn, quiz, scenario
from bot.chat.cards import CardView, Payload, Row, button, select
from bot.chat.services import PICTURE, Services, public_locale
from bot.chat.state import State, custom_ids
from bot.chat.views import story
from bot.chat.views.change import ChangeForm, typed_in
from bot.chat.views.taps import is_private
from bot.options import House

FEATURES: Final = frozenset({"learn", "scenario", "quiz"})
TOPICS: Final[Mapping[str, str]] = {"learn": "topic", "scenario": "name"}
"""The option that names what is shown."""

MOST_CHOICES: Final = 25
CHOICE_LENGTH: Final = 100
LABEL_LENGTH: Final = 80
MOST_TERMS: Final = 5
OPEN: Final = "open"
PAID: Final = "fees"
"""The card that names who earns by a code, where a server shows one."""

CUT: Final = "…"


async def reply(  # noqa: PLR0913 -- an answer, to whom and where
    interaction: Interaction[Any],
    services: Services,
    feature: str,
    request: BaseModel,
    *,
    share: bool = False,
    in_place: bool = False,
) -> None:
    """Show a card, a scenario or a question; shared, with the story's own numbers only."""
    house = await services.house(interaction)
    share = share and not house.private
    locale = public_locale(interaction, house) if share else interaction.locale.value
    if share and isinstance(request, scenario.Request):
        request = scenario.Request(name=request.name)
    report = await services.answered(feature, request)
    view = "share" if share else "card"
    card = services.words.reply(feature, request, report, locale=locale, view=view)
    if house.referral and getattr(report, "card", None) == PAID:
        card = card.noted(services.words.page("referral", locale=locale, code=house.referral.code))
    controls = Controls(services, locale, share=share, house=house)
    buttons, rows = controls.under(request, report)
    shown = CardView(card, buttons, asked=rows)
    if in_place:
        await interaction.response.edit_message(view=shown)
    else:
        await interaction.response.send_message(view=shown, ephemeral=not share)


async def explain(interaction: Interaction[Any], services: Services, text: str) -> None:
    """Tell the asker in short what the terms of a text mean; each opens its card."""
    locale = interaction.locale.value
    found = services.book.library.terms.found(text, MOST_TERMS)
    asked = [learn.Request(topic=card) for card in found]
    reports = [cast("learn.Report", services.answer("learn", request)) for request in asked]
    card = services.words.card("learn.terms", locale=locale, reports=reports)
    house = await services.house(interaction)
    controls = Controls(services, locale, share=False, house=house)
    buttons = [
        button(
            controls.text(report.title or "")[:LABEL_LENGTH], controls.packed(OPEN, "learn", each)
        )
        for report, each in zip(reports, asked, strict=True)
    ]
    view = CardView(card, buttons)
    await interaction.response.send_message(view=view, ephemeral=True)


async def press(
    interaction: Interaction[Any], state: State, packed: str, services: Services
) -> None:
    """Do what a control says; only the presser's own private message changes.

    Raises:
        Expired: It is of another version.
    """
    feature, private = state.feature, is_private(interaction)
    if state.action == "pick":
        feature = "scenario" if state.feature == "scenario" else "learn"
        chosen = {TOPICS[feature]: chosen_in(interaction)}
        request = options.request(feature, chosen, services.book, interaction.locale.value)
        in_place = private and state.feature == feature
        await reply(interaction, services, feature, request, in_place=in_place)
        return
    request = options.unpack(feature, packed, services.book)
    if state.action == PICTURE:
        await story.draw(interaction, services, request)
        return
    if state.action == "change":
        form = ChangeForm(services, interaction.locale.value, cast("scenario.Request", request))
        await interaction.response.send_modal(form)
        return
    share, in_place = state.action == "share", private and state.action == "page"
    await reply(interaction, services, feature, request, share=share, in_place=in_place)


async def changed(interaction: Interaction[Any], name: str, services: Services) -> None:
    """Show a scenario with the numbers that somebody typed into its form."""
    typed = typed_in(interaction, name, services)
    request = options.request("scenario", typed, services.book, interaction.locale.value)
    in_place = is_private(interaction)
    await reply(interaction, services, "scenario", request, in_place=in_place)


def chosen_in(interaction: Interaction[Any]) -> str:
    """Return the value that was chosen in a select."""
    data = cast("Mapping[str, Any]", interaction.data or {})
    values: Sequence[str] = data.get("values") or [""]
    return values[0]


@dataclass(frozen=True, slots=True)
class Controls:
    """Makes the buttons and selects of a message in one language."""

    services: Services
    locale: str
    share: bool
    house: House

    def under(self, request: BaseModel, report: BaseModel) -> tuple[Row, list[Row]]:
        """Return the buttons under a message, and the rows before its footer."""
        match report:
            case learn.Report(card=None):
                return [], [*self.shelves(report)]
            case learn.Report():
                return self.of_card(report)
            case scenario.Report():
                return self.of_scenario(cast("scenario.Request", request), report)
            case quiz.Report():
                return self.of_quiz(cast("quiz.Request", request), report)
            case _:
                return [], []

    def shelves(self, report: learn.Report) -> list[Row]:
        """Return selects that together hold every card."""
        rows: list[Row] = []
        for shelf in report.index:
            label = self.label(f"select.{shelf.kind}")
            for start in range(0, len(shelf.cards), MOST_CHOICES):
                part = shelf.cards[start : start + MOST_CHOICES]
                first, last = (self.text(part[place].title) for place in (0, -1))
                parted = self.label("select.part").format(label=label, first=first, last=last)
                shown = label if len(part) == len(shelf.cards) else parted
                rows.append([self.pick("learn", str(len(rows)), shown, titles(part))])
        return rows

    def of_card(self, report: learn.Report) -> tuple[Row, list[Row]]:
        """Return *Quiz me* and *Share*, and the related cards."""
        topic = report.card or ""
        mine = learn.Request(topic=topic)
        buttons = [self.button("quiz", "open", "quiz", fresh(topic))]
        if not self.share:
            buttons.append(self.button("share", "share", "learn", mine))
        if not report.related:
            return buttons, []
        label = self.label("select.related")
        return buttons, [[self.pick("learn", "r", label, titles(report.related))]]

    def of_scenario(
        self, request: scenario.Request, report: scenario.Report
    ) -> tuple[Row, list[Row]]:
        """Return *Picture*, *Change numbers* and *Share*; for the list, the select of all."""
        if report.name is None:
            found = {each.name: each.title for each in report.index}
            return [], [[self.pick("scenario", "s", self.label("select.scenario"), found)]]
        mine = request.model_copy(update={"name": report.name})
        buttons = [self.button("change", "change", "scenario", mine)]
        if story.drawn(report, self.house):
            buttons.insert(0, self.button(PICTURE, PICTURE, "scenario", mine))
        if not self.share:
            buttons.append(self.button("share", "share", "scenario", mine))
        return buttons, []

    def of_quiz(self, request: quiz.Request, report: quiz.Report) -> tuple[Row, list[Row]]:
        """Return the letters; once one is given, the way on; at the end, cards and a new round."""
        if report.question is None:
            again = self.button("again", "page", "quiz", fresh(request.topic))
            found = {each.card: each.title for each in report.read}
            return [again], [[self.pick("quiz", "r", self.label("select.read"), found)]]
        if report.chosen is None:
            return [], [[self.letter(choice.letter, request) for choice in report.choices]]
        last = report.place + 1 == report.total
        onward = request.model_copy(update={"place": request.place + 1})
        way = self.button("score" if last else "onward", "page", "quiz", onward)
        read = [self.button("read", "open", "learn", learn.Request(topic=report.read[0].card))]
        return [way, *read], []

    def letter(self, letter: str, request: quiz.Request) -> Payload:
        """Return the button that gives a letter for the question; the last one given counts."""
        given = request.given[: request.place] + letter
        packed = self.packed("page", "quiz", request.model_copy(update={"given": given}))
        return button(letter.upper(), packed)

    def button(self, name: str, action: str, feature: str, request: BaseModel) -> Payload:
        """Return a button that carries a question."""
        return button(self.label(f"button.{name}"), self.packed(action, feature, request))

    def packed(self, action: str, feature: str, request: BaseModel) -> str:
        """Return the id of a control that carries a question."""
        packed = options.pack(feature, request, self.services.book)
        return custom_ids([action], feature, packed, self.services.memory)[action]

    def pick(self, feature: str, mark: str, label: str, found: Mapping[str, str]) -> Payload:
        """Return a select of titles by id; *mark* keeps its id apart from others."""
        custom_id = custom_ids(["pick"], feature, mark, self.services.memory)["pick"]
        return select(label, custom_id, {name: self.text(title) for name, title in found.items()})

    def label(self, key: str) -> str:
        """Return what stands on a control."""
        return self.services.words.label(key, locale=self.locale)

    def text(self, title: str) -> str:
        """Return a title as it fits into a select."""
        said = self.services.words.translate(title, locale=self.locale)
        return said if len(said) <= CHOICE_LENGTH else said[: CHOICE_LENGTH - 1] + CUT


def titles(cards: Sequence[learn.Title]) -> dict[str, str]:
    """Return titles by the ids of their cards."""
    return {each.card: each.title for each in cards}


def fresh(topic: str | None) -> quiz.Request:
    """Return the beginning of a quiz that nobody has seen; its first question is on a topic."""
    seed = randbelow(quiz.SEEDS)
    return quiz.Request(seed=seed, topic=topic) if topic else quiz.Request(seed=seed)
