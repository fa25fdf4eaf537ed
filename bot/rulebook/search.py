"""Whether further answers can lead away from a recommendation."""

from collections.abc import Sequence
from typing import Final

from bot.rulebook.axes import Axis, Clauses, union
from bot.rulebook.program import Program, States
from bot.rulebook.verdict import Verdict

PATIENCE: Final = 500


class Search:
    """Tries the answers that bounds over the open rules leave in doubt, axis by axis.

    An axis may be left without an answer too: nobody has to answer everything. What is not
    decided within patience counts as leading away, so a denial is always proven.
    """

    def __init__(
        self, program: Program, verdict: Verdict, impossible: int, recommendation: str
    ) -> None:
        self._program = program
        self._verdict = verdict
        self._impossible = impossible
        self._recommendation = recommendation
        self._patience = PATIENCE

    def leads_away(self, alive: Clauses, missing: Sequence[Axis]) -> bool:
        """Tell whether answers to the missing axes may change the recommendation."""
        self._patience -= 1
        reads = union(axis.reads for axis in missing)
        states = States(self._program.close(alive & ~reads), self._program.close(alive))
        if states.fired & self._impossible:
            return False
        if self._verdict.recommendation(states.fired) != self._recommendation:
            return True
        if self._verdict.possible(*states) <= {self._recommendation}:
            return False
        return self._patience < 0 or self._branches_lead_away(alive, missing)

    def _branches_lead_away(self, alive: Clauses, missing: Sequence[Axis]) -> bool:
        axis, *rest = (axis for axis in missing if axis.reads & alive)
        left = {alive & mask for _, mask in axis.choices} | {alive & ~axis.reads}
        return any(self.leads_away(clauses, rest) for clauses in left)
