import pytest
from playwright.async_api import expect

from tests.page.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")

MARKDOWN = {
    "**bold** *it* _it_ __under__ ~~gone~~": (
        "<p><strong>bold</strong> <em>it</em> <em>it</em> <u>under</u> <s>gone</s></p>"
    ),
    "***both*** **a *b***": (
        "<p><strong><em>both</em></strong> <strong>a <em>b</em></strong></p>"
    ),
    r"snake_case_word 2 * 3 * 4 \*plain\* **open": (
        "<p>snake_case_word 2 * 3 * 4 *plain* **open</p>"
    ),
    "`**code** <b>`": "<p><code>**code** &lt;b&gt;</code></p>",
    "# One\n## Two\n### Three\n-# small": (
        '<h2 class="large">One</h2><h2>Two</h2><h3>Three</h3><p class="subtext">small</p>'
    ),
    "- a\n  - b\n- c\n1. one": (
        '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><ol start="1"><li>one</li></ol>'
    ),
    "> quoted\nnot": "<blockquote><p>quoted</p></blockquote><p>not</p>",
    "```py\n<i>x</i>\n```": "<pre><code>&lt;i&gt;x&lt;/i&gt;</code></pre>",
    "[no](javascript:alert(1)) [yes](https://example.org/a)": (
        '<p>[no](javascript:alert(1)) <a href="https://example.org/a" target="_blank" '
        'rel="noopener noreferrer">yes</a></p>'
    ),
}


async def test_markdown_is_shown_as_discord_shows_it(ann: Visitor) -> None:
    for text in MARKDOWN:
        ann.discord.say(text)
    await expect(ann.messages).to_have_count(len(MARKDOWN))

    shown = await ann.page.locator("article .text").evaluate_all(
        "all => all.map(t => t.innerHTML)"
    )

    assert shown == list(MARKDOWN.values())


async def test_what_looks_like_html_stays_text(ann: Visitor) -> None:
    evil = "<img src=x onerror=\"document.title='caught'\"><script>alert(1)</script>"

    answer = await ann.says(f"/note text:{evil}")

    await expect(answer).to_contain_text(evil)
    await expect(ann.page.get_by_role("log").locator("img, script")).to_have_count(0)
    await expect(ann.page).to_have_title("Isocross playground")


async def test_a_private_answer_says_so_and_is_nowhere_for_others(ann: Visitor) -> None:
    private = await ann.says("/mode market:usdm")
    await expect(private).to_contain_text("Only you can see this")
    public = await ann.says("/note text:everybody may read this")
    await expect(public).not_to_contain_text("Only you can see this")

    await ann.becomes("Ben")

    await expect(ann.messages).to_have_count(1)
    await expect(ann.messages).to_contain_text("everybody may read this")
    assert "isolated margin" not in await ann.page.content()
    await ann.becomes("Ann")
    await expect(ann.messages).to_have_count(2)


async def test_a_card_shows_its_text_its_colour_and_its_picture(ann: Visitor) -> None:
    answer = await ann.says("/mode market:usdm")

    await expect(answer.get_by_role("heading", name="Use isolated margin.")).to_be_visible()
    picture = answer.get_by_role("img", name="Both modes")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("picture => picture.naturalWidth") == 1
    bar = await answer.locator(".card").evaluate("card => getComputedStyle(card).borderLeftColor")
    assert bar == "rgb(36, 84, 74)"  # 0x24544A


async def test_each_channel_has_its_own_messages(ann: Visitor) -> None:
    await ann.says("in trading")

    await ann.page.get_by_role("radio", name="#lessons").check()

    await expect(ann.page.get_by_role("button", name="Try /mode")).to_be_visible()
    await expect(ann.messages).to_have_count(0)
