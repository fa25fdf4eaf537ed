from datetime import UTC, datetime, timedelta

from bot.classroom import (
    Clock,
    Course,
    Item,
    Outcome,
    Phase,
    Refused,
    State,
    events,
    started,
    step,
)
from bot.classroom.events import Event

BEGUN = datetime(2026, 11, 25, 18, tzinfo=UTC)
HOST, ANN, BEN, EVE = 10, 11, 12, 13
SECONDS = {
    Phase.LOBBY: 120,
    Phase.BEFORE: 120,
    Phase.VOTE: 45,
    Phase.SECOND_VOTE: 45,
    Phase.SHOCK: 60,
    Phase.QUIZ: 30,
    Phase.SOLVED: 20,
}
COURSE = Course(
    lesson="fences",
    before=(Item("b1", "modes", 3, 0), Item("b2", "modes", 3, 1), Item("b3", "costs", 2, 1)),
    cards=3,
    vote=Item("scenario.a", "modes", 4, 1),
    shock=Item("shock.a", "modes", 4, 2),
    quiz=(Item("q1", "modes", 4, 3), Item("q2", "costs", 4, 0), Item("q3", "modes", 3, 1)),
    seconds=SECONDS,
)
VOTE, SECOND, GUESS = "vote.0", "second_vote.0", "shock.0"


def later(seconds: float) -> datetime:
    return BEGUN + timedelta(seconds=seconds)


def begun(course: Course = COURSE, *, anonymous: bool = False) -> State:
    return started(State(course, Clock(), anonymous=anonymous), BEGUN)


def after(state: State, *happened: Event) -> State:
    for event in happened:
        state = step(state, event).state
    return state


def at(phase: Phase, place: int = 0, *, state: State | None = None) -> State:
    """A class at a step, which it has entered at `BEGUN`."""
    state = state or begun()
    while (state.step.phase, state.step.place) != (phase, place):
        state = step(state, going_on()).state
    return state


def going_on(seconds: float = 0) -> events.Next:
    return events.Next(at=later(seconds), by_host=True)


def choice(person: int, item: str, option: int, seconds: float = 1) -> events.Choose:
    return events.Choose(at=later(seconds), person=person, name="", item=item, option=option)


def sureness(person: int, item: str, confidence: int, seconds: float = 2) -> events.BeSure:
    return events.BeSure(
        at=later(seconds), person=person, name="", item=item, confidence=confidence
    )


def said(outcome: Outcome) -> str:
    """What an event led to, in the words of the tables here."""
    effects = outcome.effects
    if not effects:
        return "nothing"
    return " ".join(
        effect.because if isinstance(effect, Refused) else type(effect).__name__.lower()
        for effect in effects
    )
