"""The whole way by keyboard alone."""

from .chat import QUESTIONS, focused, greeted


def tab_to(page, wanted: str, most: int = 60) -> list[str]:
    """Press Tab until what has the focus begins with `wanted`; returns what was passed."""
    passed = []
    for _ in range(most):
        page.keyboard.press("Tab")
        passed.append(focused(page))
        if passed[-1].startswith(wanted):
            return passed
    raise AssertionError(f"{wanted} is not reached by Tab: {passed}")


def test_skip_link_question_choice_language_and_deletion(visit):
    page = greeted(visit("/helsinki/?language=en"))
    page.keyboard.press("Tab")
    assert focused(page).startswith("a "), "the skip link comes first"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"

    tab_to(page, "textarea")
    page.keyboard.type("First line")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("second line")
    assert page.locator("kiosk-chat textarea").input_value() == "First line\nsecond line"
    page.keyboard.press("Control+A")
    page.keyboard.type(QUESTIONS["en"])
    page.keyboard.press("Enter")
    page.locator("kiosk-chat .guide").nth(1).wait_for()
    assert focused(page).startswith("textarea")

    choice = page.locator("kiosk-chat .choices button").first.inner_text()
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        if focused(page) == f"button {choice}":
            break
    assert focused(page) == f"button {choice}"
    page.keyboard.press("Enter")
    page.locator("kiosk-chat .guide").nth(2).wait_for()
    assert focused(page).startswith("textarea")

    tab_to(page, "button Delete", 8)
    page.keyboard.press("Enter")
    dialog = page.locator("kiosk-chat dialog")
    dialog.wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("kiosk-chat .person").first.wait_for(state="detached")


def test_everything_that_has_the_focus_shows_it(visit):
    page = greeted(visit("/helsinki/?language=en"))
    for _ in range(18):
        page.keyboard.press("Tab")
        ring = page.evaluate(
            """() => {
                let at = document.activeElement;
                while (at && at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;
                if (at === document.body) return null;
                const style = getComputedStyle(at);
                return [at.tagName, style.outlineStyle, parseFloat(style.outlineWidth)];
            }"""
        )
        if ring:
            assert ring[1] != "none" and ring[2] >= 2, ring
