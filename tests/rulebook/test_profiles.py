from bot.rulebook import Lead
from bot.rulebook.profiles import Profile, read_profiles
from tests.rulebook.sample import with_rules

SAMPLE = with_rules()
TRADER = """\
- name: A hedger
  answers: {legs: offsetting, open_positions: 2}
  recommendation: cross
  lead: clear
  says: [Use cross]
"""


def test_a_profile_is_a_trader_with_the_answer_and_the_words_that_he_gets() -> None:
    profiles, lines = read_profiles({"profiles/guide.yaml": TRADER, "traits.yaml": "-"}, SAMPLE)

    assert lines == []
    assert profiles == [
        Profile(
            name="A hedger",
            at="profiles/guide.yaml:1:3",
            answers={"legs": "offsetting", "open_positions": 2},
            recommendation="cross",
            lead=Lead.CLEAR,
            says=("Use cross",),
        )
    ]


def test_every_slip_in_a_profile_is_named() -> None:
    slipped = (
        TRADER.replace("offsetting", "ofsetting")
        .replace("clear", "clearly")
        .replace("says", "say")
    )

    _, lines = read_profiles({"profiles/guide.yaml": slipped}, SAMPLE)

    assert lines == [
        (
            "profiles/guide.yaml:2:19: legs is never 'ofsetting', only independent, "
            "same_direction, offsetting; did you mean 'offsetting'?"
        ),
        (
            "profiles/guide.yaml:4:9: 'clearly' is none of clear, leaning, close, default; "
            "did you mean 'clear'?"
        ),
        "profiles/guide.yaml:5:3: there is no field 'say' here; did you mean 'says'?",
    ]
