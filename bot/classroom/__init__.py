"""Group education sessions, as a pure state machine."""

from bot.classroom import events
from bot.classroom.course import Course, Item, Phase, Step, key
from bot.classroom.effects import Effect, Joined, Kept, Left, Moved, Refusal, Refused
from bot.classroom.machine import Outcome, started, step
from bot.classroom.results import Results, results
from bot.classroom.shuffling import order, pseudonym
from bot.classroom.state import Answer, Clock, Member, Place, State

__all__ = [
    "Answer",
    "Clock",
    "Course",
    "Effect",
    "Item",
    "Joined",
    "Kept",
    "Left",
    "Member",
    "Moved",
    "Outcome",
    "Phase",
    "Place",
    "Refusal",
    "Refused",
    "Results",
    "State",
    "Step",
    "events",
    "key",
    "order",
    "pseudonym",
    "results",
    "started",
    "step",
]
