from collections.abc import Callable
from fractions import Fraction

import pytest

from bot.checks import Checked
from bot.rulebook import Fact, Rulebook, load
from bot.rulebook.conditions import Every
from bot.rulebook.program import Program
from bot.rulebook.proof import Exhaustion, prove
from bot.rulebook.proof.agreement import disagreeing
from bot.rulebook.proof.court import Court
from bot.rulebook.proof.obedience import disobedient
from bot.rulebook.proof.prove import uncarried
from bot.rulebook.proof.settling import settling
from bot.rulebook.proof.sweep import sweep, without_influence
from bot.rulebook.proof.weights import weights
from bot.rulebook.rulebook import decides
from tests.rulebook.real import BOOK, FILES
from tests.rulebook.real import DAY as TODAY
from tests.rulebook.sample import BLOCKER, DAY, mode_rule, with_rules
from tests.rulebook.sample import FILES as SAMPLE

CAP = mode_rule("isolated.cap", "{wants_loss_cap: true}", "strong", "cap")
HEDGE = mode_rule("cross.hedge", "{legs: offsetting, open_positions: {at_least: 2}}", "strong")
BETS = mode_rule("mixed.bets", "{legs: offsetting, bets: true}")


def book_with(properties: str, *rules: str) -> Rulebook:
    files = {path: text for path, text in SAMPLE.items() if not path.startswith("modes/")}
    files |= {f"modes/{rule.split()[1]}.yaml": rule for rule in rules}
    return load({**files, "properties.yaml": "properties:\n" + properties}, DAY)


def always(*, value: object) -> Callable[..., object]:
    def told(*_: object) -> object:
        return value

    return told


@pytest.fixture(name="found")
def _found(checked: Checked) -> Exhaustion:
    assert checked.findings.exhaustion
    return checked.findings.exhaustion


def test_nothing_is_wrong_in_any_combination(found: Exhaustion) -> None:
    assert found.problems == ()


def test_every_combination_that_can_be_is_counted_once(found: Exhaustion) -> None:
    # market 2, strategy 7, positions and legs 3 x 3 - 2 that cannot be, five yes or no with bets,
    # cap, trial, event and wallet, rules and fewer liquidations; experience, volatility,
    # monitoring and priority 3 each, liquidity and rebalancing 2
    assert found.sweep.combinations == 2 * 7 * 7 * 2**5 * 2**2 * 3**4 * 2**2
    assert sum(found.sweep.answers.values()) == found.sweep.combinations


def test_every_deciding_rule_changes_some_answer(found: Exhaustion) -> None:
    deciding = {name for name, rule in BOOK.rules.items() if decides(rule)}

    assert set(found.sweep.decides) == deciding
    assert min(found.sweep.decides.values()) > 0


def test_what_is_isolated_for_want_of_more_is_counted(found: Exhaustion) -> None:
    swept = found.sweep

    assert 0 < swept.default < swept.even < swept.answers["isolated"]
    assert swept.share(swept.answers["isolated"]) > swept.share(swept.even)


def test_other_weights_change_few_answers(found: Exhaustion) -> None:
    swept = found.sweep

    assert set(swept.reweighed) == {"2/1/1", "1/1/1", "4/2/1", "5/3/1"}
    assert all(swept.share(count) < Fraction(2, 100) for count in swept.reweighed.values())
    assert 0 < swept.share(swept.unthemed) < Fraction(3, 100)


def test_answers_are_counted_as_in_a_plain_walk_of_every_small_combination() -> None:
    book = with_rules(CAP, HEDGE, BETS)
    swept = sweep(Court.of(book))

    records: list[dict[str, Fact]] = [
        {"legs": legs, "open_positions": positions, "wants_loss_cap": cap, "bets": bets}
        for legs in ("independent", "same_direction", "offsetting")
        for positions in (1, 2)
        for cap in (True, False)
        for bets in (True, False)
        if positions == 2 or legs == "independent"
    ]
    told = [book.recommend(record).recommendation for record in records]
    assert swept.combinations == len(records) == 16
    assert swept.answers == {word: told.count(word) for word in ("isolated", "mixed", "cross")}
    assert swept.default == 6  # neither cap nor hedge: three kinds of legs, with bets or without
    assert swept.even == 1  # 3 against 3 for a hedge with a cap, where no bet makes it a mix
    assert swept.decides["mixed.bets"] == 1
    assert swept.decides["cross.hedge"] == 3  # two become cross, one a mix


def test_a_rule_without_influence_is_named() -> None:
    weak = mode_rule("isolated.weak", "{wants_loss_cap: true}", "weak", "cap")
    court = Court.of(with_rules(CAP, HEDGE, weak))

    assert list(without_influence(court, sweep(court))) == [
        "modes/isolated.weak.yaml:6:7: [isolated.weak] no answer would change without this rule"
    ]


def test_a_blocker_that_blocks_nothing_anyone_wants_is_named() -> None:
    blocker = BLOCKER.replace("[isolated, mixed]", "[mixed]")
    court = Court.of(with_rules(CAP, HEDGE, blocker))

    assert [line.partition(": ")[2] for line in without_influence(court, sweep(court))] == [
        "[blocker.assets] no answer would change without this rule"
    ]


def test_a_mixed_rule_that_asks_for_experience_sends_beginners_to_cross() -> None:
    path = "modes/mixed.capped-hedger.yaml"
    asking = FILES[path].replace("when: {", "when: {experience: advanced, ")

    lines = list(disobedient(Court.of(load({**FILES, path: asking}, TODAY))))

    # cross has 3 points for the hedge and 1 for capital, isolated 3 for the cap
    assert [line.partition(": ")[2] for line in lines] == [
        (
            "[less-experience] Less experience never moves the answer towards cross. experience "
            "advanced gives mixed, intermediate gives cross, with {legs: offsetting, "
            "open_positions: 3, wants_loss_cap: true, priority: capital_efficiency}; at work: "
            "cross.offsetting-legs, isolated.hard-cap, mixed.capped-hedger, "
            "cross.capital-efficiency, cross.experienced-basket"
        )
    ]


STEP = """\
  more-bets:
    says: More bets never lead to cross.
    steps: {bets: [false, true]}
    never: %s
"""
LIMIT = """\
  one-market:
    says: One market is never told so.
    when: {market: usdm}
    never: [cross]
"""
GAMBLE = mode_rule("cross.gamble", "{bets: true, market: usdm}", "strong")


def test_a_broken_step_is_told_with_the_shortest_record_and_the_rules_at_work() -> None:
    book = book_with(STEP % "to_cross", CAP, GAMBLE)

    assert list(disobedient(Court.of(book))) == [
        (
            "properties.yaml:3:5: [more-bets] More bets never lead to cross. bets false gives "
            "isolated, true gives cross, with {market: usdm}; at work: cross.gamble"
        )
    ]


@pytest.mark.parametrize(
    ("never", "rules", "broken"),
    [
        ("up", (CAP, HEDGE, BETS), True),
        ("to_cross", (CAP, HEDGE, BETS), False),
        ("isolated_to_cross", (CAP, HEDGE, BETS), False),
        ("up", (CAP, HEDGE), False),
        ("isolated_to_cross", (CAP, GAMBLE), True),
    ],
)
def test_a_step_forbids_a_move(never: str, rules: tuple[str, ...], *, broken: bool) -> None:
    book = book_with(STEP % never, *rules)

    assert bool(list(disobedient(Court.of(book)))) is broken


def test_a_broken_limit_is_told_with_the_shortest_record() -> None:
    book = book_with(LIMIT, CAP, HEDGE)

    assert list(disobedient(Court.of(book))) == [
        (
            "properties.yaml:3:5: [one-market] One market is never told so. {legs: offsetting, "
            "open_positions: 2, market: usdm} gives cross; at work: cross.hedge"
        )
    ]


def test_a_blocker_keeps_a_limit() -> None:
    limit = LIMIT.replace("{market: usdm}", "{account_mode: multi_assets}")
    broken = limit.replace("[cross]", "[cross, isolated]")
    kept = limit.replace("[cross]", "[isolated, mixed]")

    assert list(disobedient(Court.of(book_with(kept, CAP, HEDGE)))) == []
    assert "gives cross" in next(disobedient(Court.of(book_with(broken, CAP, HEDGE))))


def test_a_step_over_what_no_rule_reads_is_kept() -> None:
    assert list(disobedient(Court.of(book_with(STEP % "up", CAP)))) == []


def test_a_rule_that_is_compiled_wrongly_is_named_once(monkeypatch: pytest.MonkeyPatch) -> None:
    book = with_rules(CAP)
    conditions = [rule.when for rule in book.rules.values()]
    monkeypatch.setattr(book, "_program", Program([Every(()), *conditions[1:]], book.traits))

    lines = list(disagreeing(book))

    assert len(lines) == 1
    assert "[isolated.cap] compiled, the outcome of {" in lines[0]
    assert "} is 'fires', read plainly '" in lines[0]


def test_a_promise_that_does_not_last_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    book = with_rules(CAP, HEDGE)
    monkeypatch.setattr(book._outlook, "settled", always(value=True))
    monkeypatch.setattr(book._outlook, "flips", always(value=()))

    problems = settling(Court.of(book)).problems

    assert problems
    assert all("counts as settled on" in line for line in problems)


def test_an_answer_without_ground_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    book = with_rules(CAP, HEDGE)
    monkeypatch.setattr(book._verdict, "recommendation", always(value="cross"))
    monkeypatch.setattr(book._outlook, "settled", always(value=False))
    monkeypatch.setattr(book._outlook, "next_question", always(value=None))

    problems = settling(Court.of(book)).problems

    assert any("gives cross, but counted plainly isolated" in line for line in problems)
    assert any("gives cross, but no rule that fired favours it" in line for line in problems)


def test_every_settled_record_was_completed(found: Exhaustion) -> None:
    assert found.settling.records > found.settling.settled > found.settling.records / 10


def test_more_combinations_than_can_be_walked_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.rulebook.proof.exhaustive.LARGEST", 10)

    found = prove(BOOK)

    assert found.problems == (
        (
            "traits.yaml:1:1: [traits] there are 20901888 combinations of answers; "
            "at most 10 can be checked"
        ),
    )


def test_the_cheap_checks_come_first() -> None:
    found = prove(with_rules(CAP))

    assert found.exhaustion is None
    assert all(line.startswith(("modes/", "notes/")) for line in found.problems)


def test_a_statement_that_nothing_rests_on_is_named() -> None:
    found = set(uncarried(BOOK, cited={"G01"}))

    assert "G02" in found
    assert not {"G01", "G50", "X01"} & found  # cited elsewhere, by a rule, by a blocker


def test_weights_become_whole_numbers() -> None:
    path = "parameters/weight_normal.yaml"
    finer = load({**SAMPLE, path: SAMPLE[path].replace('"2"', '"2.25"')}, DAY)

    assert list(weights(BOOK.parameters).values()) == [3, 2, 1]
    assert list(weights(finer.parameters).values()) == [300, 225, 100]


def test_a_space_falls_into_pieces_and_loses_nothing() -> None:
    whole = Court.of(with_rules(CAP, HEDGE, BETS)).space(complete=False)

    pieces = list(whole.pieces(6))

    assert max(piece.size for piece in pieces) <= 6
    assert sum(piece.size for piece in pieces) == whole.size


def test_fine_weights_are_counted_without_overflow() -> None:
    fine = {
        f"parameters/weight_{strength}.yaml": SAMPLE[f"parameters/weight_{strength}.yaml"].replace(
            f'"{points}"', f'"{points}.00000001"'
        )
        for strength, points in (("strong", 3), ("normal", 2), ("weak", 1))
    }
    files = {**SAMPLE, **fine, "modes/isolated.cap.yaml": CAP, "modes/mixed.bets.yaml": BETS}

    assert sweep(Court.of(load(files, DAY))).answers == {"isolated": 13, "mixed": 1, "cross": 2}
