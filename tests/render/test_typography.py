# ruff: noqa: RUF001 -- wide marks are what this is about
import pytest

from bot.render.typography import setter


@pytest.mark.parametrize(
    ("composed", "set_"),
    [
        ("做多, 逐仓", "做多，逐仓"),
        ("手续费: 3 USDT", "手续费：3 USDT"),
        ("未知: **杠杆**, 止损.", "未知：**杠杆**，止损。"),
        ("比开仓价高 0.1%. 未计资金费", "比开仓价高 0.1%。未计资金费"),
        ("约 **12.5**. **逐仓** 先强平", "约 **12.5**。**逐仓** 先强平"),
        ("- ? **未知：** 有挂单吗", "- ? **未知：**有挂单吗"),
        ("按标记价格:\n- 余额 3", "按标记价格：\n- 余额 3"),
        ("全仓 0 (被强平) · 逐仓", "全仓 0（被强平） · 逐仓"),
    ],
)
def test_chinese_words_stand_between_wide_marks(composed: str, set_: str) -> None:
    assert setter("zh-CN")(composed) == set_


@pytest.mark.parametrize(
    "text",
    [
        "1. 打开U本位合约。2. 设置杠杆\n12. 核对",
        "约 1,625.50 USDT · 2.5 倍",
        "`做多, 逐仓. `",
        "<https://www.binance.com/中?a=1>",
        "- 65,000 (+0.309%)",
    ],
)
def test_numbers_lists_code_and_addresses_keep_their_marks(text: str) -> None:
    assert setter("zh-CN")(text) == text


def test_marks_of_other_languages_stay() -> None:
    assert setter("en")("Long 做多, 逐仓.") == "Long 做多, 逐仓."
