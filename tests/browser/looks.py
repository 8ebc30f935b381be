"""A look at a page in both colour schemes, on a small phone and on a desk: what axe and our own checks find there."""

from .checks import CHECK
from .conftest import DESKTOP, PHONE

# What is around the pages of officers and staff: the admin's own frame.
AROUND = ".skip-to-content-link, #header, #nav-sidebar, #toggle-nav-sidebar"

# Colours change slowly: what is measured is what they change to.
SETTLED = """() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => {
  document.getAnimations().filter((each) => each instanceof CSSTransition).forEach((each) => each.finish());
  resolve();
})))"""


def faults(page) -> list[str]:
    """What is wrong with the page as it stands, newcomers' or staff's."""
    from axe_playwright_python.sync_playwright import Axe

    found, size_before = [], page.viewport_size
    folded = page.locator("details:not([open])").element_handles()
    for each in folded:  # what is folded is looked at too; folded, it would keep the colours of before
        each.evaluate("each => { each.open = true; }")
    page.evaluate("(all) => document.querySelectorAll(all).forEach((e) => e.remove())", AROUND)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for size in (PHONE, DESKTOP):
            page.set_viewport_size(size)
            page.evaluate(SETTLED)
            where = f"{scheme} {size['width']}"
            found += [f"{where}: {fault}" for fault in page.evaluate(CHECK)]
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                found.append(f"{where}: scrolls sideways")
            found += [
                f"{where}: axe {each['id']}: {each['nodes'][0]['html'][:120]}"
                for each in Axe().run(page).response["violations"]
            ]
    for each in folded:
        each.evaluate("each => { each.open = false; }")
    page.set_viewport_size(size_before)
    return sorted(set(found))
