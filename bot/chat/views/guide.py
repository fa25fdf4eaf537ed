"""The pages of /guide: a question, what was understood, the answer; each replaces the last."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from discord import ButtonStyle

from bot import options
from bot.advisor import mode
from bot.advisor.interview import Step, further
from bot.advisor.request import Market
from bot.chat.cards import CardView, Payload, Row, button, select
from bot.chat.offers import PRIVATE
from bot.chat.services import Services
from bot.chat.state import CODE_LENGTH, GUIDE, carried, custom_id
from bot.chat.views.question import Asking
from bot.errors import Expired
from bot.options import trail
from bot.options.interview import FEATURE, Interview, facts, question
from bot.render import Card
from bot.rulebook import Fact

SIZE: Final = "size"
MOST_CHOICES: Final = 25


@dataclass(frozen=True, slots=True)
class Guide:
    """A conversation and the language in which its pages are shown."""

    services: Services
    locale: str
    interview: Interview
    held: str
    note: str = ""

    def page(self) -> CardView:
        """Return the next question, or what was understood once nothing is left to ask."""
        report = self.report()
        asks, left = self.step(report)
        return self.ask(asks, report, left) if asks else self.review()

    def report(self) -> mode.Report:
        """Return what the rules say so far."""
        request = question(self.interview, self.services.book)
        return mode.answer(request, self.services.book, self.interview.unknown)

    def step(self, report: mode.Report) -> tuple[Step, int]:
        """Return what to ask next and in how many steps at most: to the mode, then to mistakes."""
        if report.asks or not self.interview.thorough:
            return report.asks, report.steps_left
        steps = further(self.facts(), self.interview.unknown, self.services.book)
        return (steps[0] if steps else ()), len(steps)

    def ask(self, asks: Step, report: mode.Report, left: int) -> CardView:
        """Return the page of a question."""
        done = len(self.interview.steps)
        asking = self.asking()
        numbers = asking.are_numbers(asks)
        said = {"asks": asks, "report": report, "numbers": numbers}
        card = self.card("ask", **said, number=done + 1, most=done + left)
        rows = asking.rows(asks, question(self.interview, self.services.book))
        rows[-1] = [*rows[-1], *self.buttons("review" if done else "", "cancel")]
        return CardView(card, asked=rows)

    def change(self, trait: str) -> CardView:
        """Return the page on which an earlier answer is given anew."""
        card = self.card("change", trait=trait, value=self.facts()[trait])
        answers = self.asking().answers(trait, {})
        return CardView(card, asked=[answers, self.buttons("review", "cancel")])

    def review(self) -> CardView:
        """Return the page of what was understood, each line of which can be changed."""
        report = self.report()
        known = self.facts()
        traits = self.services.book.rulebook.traits
        said = {name: known[name] for name in traits if name in known}
        unknown = [name for name in traits if name in self.interview.unknown]
        open_ = bool(self.step(report)[0])
        card = self.card("review", report=report, facts=said, unknown=unknown, open=open_)
        ways = self.buttons("next" if open_ else "", "result", "back", "cancel")
        rows = (ways, self.offers(open_=open_), self.changes([*said]))
        return CardView(card, asked=[*filter(None, rows)])

    def result(self) -> CardView:
        """Return the answer: the mode and, where the money was typed, the size."""
        services, report = self.services, self.report()
        request = question(self.interview, services.book)
        said = services.words.reply(FEATURE, request, report, locale=self.locale)
        *sections, footer = said.sections
        card = Card((*sections, *self.size(), footer), said.tone)
        buttons = [
            button(self.label(f"button.{name}"), custom_id(name, FEATURE, self.held))
            for name in PRIVATE[FEATURE]
            if name != SIZE
        ]
        open_ = bool(self.step(report)[0])
        ways = self.buttons("next" if open_ else "", "review")
        return CardView(card, buttons, asked=[[*ways, *self.offers(open_=open_)]])

    def size(self) -> Iterator[str]:
        """Yield the size in short, or that the money it rests on is forgotten."""
        if not self.interview.money:
            return
        services = self.services
        kept = services.memory.recall(self.interview.money)
        try:
            request = options.unpack(SIZE, kept or "", services.book)
        except Expired:
            yield self.card("forgotten").text
            return
        report = services.answer(SIZE, request)
        yield services.words.reply(SIZE, request, report, locale=self.locale, view="short").text

    def cancelled(self) -> CardView:
        """Return the last page of a conversation that was broken off."""
        return CardView(self.card("cancelled"))

    def offers(self, *, open_: bool) -> list[Payload]:
        """Return what may be added: the money, and a look for mistakes once the mode is there."""
        coinm = self.interview.typed.get("market") == Market.COINM
        look = not open_ and not self.interview.thorough
        return self.buttons("" if coinm else "sum", "further" if look else "")

    def changes(self, names: Sequence[str]) -> Row:
        """Return the select of the answers that can be given anew."""
        if not names:
            return ()
        words = self.services.words
        labels = {name: words.trait(name, locale=self.locale) for name in names[:MOST_CHOICES]}
        return [select(self.label("select.change"), self.id("change"), labels)]

    def buttons(self, *names: str) -> list[Payload]:
        """Return buttons by what they do; an empty name is none."""
        return [
            button(
                self.label(f"button.{name}"),
                self.id(name),
                ButtonStyle.primary if name in {"result", "next"} else ButtonStyle.secondary,
            )
            for name in names
            if name and not (name == "back" and not self.interview.steps)
        ]

    def asking(self) -> Asking:
        """Return what words the controls of a question."""
        services, back = self.services, bool(self.interview.steps)
        return Asking(services.book, services.words, self.locale, GUIDE, self.held, back=back)

    def facts(self) -> dict[str, Fact]:
        """Return the answers so far as the rules read them."""
        return facts(self.interview, self.services.book)

    def card(self, name: str, **values: object) -> Card:
        """Return the words of a page."""
        card = self.services.words.card(f"guide.{name}", locale=self.locale, **values)
        return card.noted(self.note)

    def label(self, key: str) -> str:
        """Return what stands on a control."""
        return self.services.words.label(key, locale=self.locale)

    def id(self, action: str) -> str:
        """Return the id of a control of a page."""
        return custom_id(action, GUIDE, self.held)


def guide(services: Services, locale: str, interview: Interview) -> Guide:
    """Return the pages of a conversation."""
    packed = trail.write(interview, services.book)
    return Guide(services, locale, interview, carried(GUIDE, packed, services.memory, CODE_LENGTH))
