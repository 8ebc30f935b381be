"""The chat as tests see it: Playwright's locators look into the widget's shadow by themselves."""

QUESTIONS = {
    "en": "How do I register my business?",
    "fi": "Miten rekisteröin yritykseni?",
    "ar": "كيف أسجل شركتي؟",
}


def greeted(page):
    """The page once the guide has greeted."""
    page.locator("kiosk-chat .guide .bubble").first.wait_for()
    return page


def ask(page, text: str):
    """Ask by keyboard; returns the first message of the answer."""
    before = page.locator("kiosk-chat .guide").count()
    page.locator("kiosk-chat textarea").fill(text)
    page.locator("kiosk-chat textarea").press("Enter")
    answer = page.locator("kiosk-chat .guide").nth(before)
    answer.wait_for()
    return answer


def focused(page) -> str:
    """What has the focus, inside the widget too: tag name, and its text or name."""
    return page.evaluate(
        """() => {
            let at = document.activeElement;
            while (at && at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;
            if (!at) return '';
            return at.tagName.toLowerCase() + ' ' + (at.getAttribute('aria-label') || at.textContent || '').trim();
        }"""
    )


def scrolls_sideways(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
