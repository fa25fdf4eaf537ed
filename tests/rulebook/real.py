from datetime import date

from hypothesis import strategies as st

from bot.data import texts
from bot.rulebook import Fact, load
from tests.rulebook.oracle import Oracle

DAY = date(2026, 11, 23)
FILES = texts("rules", ".yaml")
BOOK = load(FILES, DAY)
ORACLE = Oracle(FILES)


def answers(names: list[str], least: int = 0) -> st.SearchStrategy[dict[str, Fact]]:
    values = {name: st.sampled_from(ORACLE.values(name)) for name in names}
    chosen = st.lists(st.sampled_from(names), unique=True, min_size=least)
    records = chosen.flatmap(lambda some: st.fixed_dictionaries({n: values[n] for n in some}))
    return records.filter(ORACLE.possible)
