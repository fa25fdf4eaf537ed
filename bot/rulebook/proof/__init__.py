"""The proof of a rulebook: its tests, its mutants, and every combination of answers."""

from bot.rulebook.proof.findings import Exhaustion, Findings, Settling, Sweep
from bot.rulebook.proof.prove import inspect, prove, share_decided

__all__ = ["Exhaustion", "Findings", "Settling", "Sweep", "inspect", "prove", "share_decided"]
