"""What a machine can check of WCAG 2.2: names, headings, languages, contrast, sizes, sideways scrolling."""

import pytest

from .chat import QUESTIONS, ask, greeted, scrolls_sideways
from .conftest import PHONE

PAGES = ["/", "/helsinki/", "/helsinki/services/", "/helsinki/first-steps/", "/helsinki/history/", "/helsinki/privacy/"]
PAGES += ["/helsinki/accessibility/", "/nowhere/", "/helsinki/services/newco-helsinki-advice/", "/helsinki/events/"]
PAGES += ["/helsinki/enquiry/"]

CHECK = """() => {
  const faults = [];
  const roots = [document, ...[...document.querySelectorAll('*')].filter((e) => e.shadowRoot).map((e) => e.shadowRoot)];
  const all = (selector) => roots.flatMap((root) => [...root.querySelectorAll(selector)]);
  const seen = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden';
  const named = (e) => (e.getAttribute('aria-label') || e.textContent || '').trim()
    || (e.labels && e.labels.length && e.labels[0].textContent.trim());
  if (!document.documentElement.lang || !document.documentElement.dir) faults.push('html has no lang or dir');
  if (document.querySelectorAll('h1').length !== 1) faults.push('not one h1');
  if (document.querySelectorAll('main').length !== 1) faults.push('not one main');
  let level = 0;
  all('h1,h2,h3,h4').filter(seen).forEach((e) => {
    const own = Number(e.tagName[1]);
    if (level && own > level + 1) faults.push('heading skips a level: ' + e.textContent);
    level = own;
  });
  all('a[href],button,summary').filter(seen).forEach((e) => { if (!named(e)) faults.push('no name: ' + e.outerHTML); });
  all('input:not([type=hidden]),select,textarea').forEach((e) => {
    if (!(e.labels && e.labels.length && e.labels[0].textContent.trim())) faults.push('no label: ' + e.outerHTML);
  });
  all('img').forEach((e) => { if (!e.hasAttribute('alt')) faults.push('no alt'); });
  roots.forEach((root) => {
    const ids = [...root.querySelectorAll('[id]')].map((e) => e.id);
    if (new Set(ids).size !== ids.length) faults.push('an id twice');
  });
  // Target size (2.5.8): 24 by 24 CSS pixels, or a link inside a sentence.
  all('button,summary,select,input:not([type=hidden]),textarea,nav a').filter(seen).forEach((e) => {
    const box = e.getBoundingClientRect();
    if (e.closest('.unseen, .skip')) return;
    if (box.height < 24 || box.width < 24) faults.push('too small: ' + e.outerHTML.slice(0, 80));
  });
  // Contrast (1.4.3) of every visible text on the nearest background that is not transparent.
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => channels(colour).slice(0, 3)
    .map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (e) => {
    for (let at = e; at; at = at.parentElement || (at.getRootNode() && at.getRootNode().host)) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!(channels(colour)[3] < 1)) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  all('body *, .kiosk *').filter(seen).filter((e) => !e.closest('.unseen, .skip, svg, option')).forEach((e) => {
    if (![...e.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())) return;
    const pair = [light(getComputedStyle(e).color), light(behind(e))].sort((a, b) => b - a);
    const ratio = (pair[0] + 0.05) / (pair[1] + 0.05);
    const least = parseFloat(getComputedStyle(e).fontSize) >= 24 ? 3 : 4.5;
    if (ratio < least) faults.push(`contrast ${ratio.toFixed(2)}: ${e.textContent.trim().slice(0, 40)}`);
  });
  return faults;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_pages(visit, path, scheme):
    page = visit(f"{path}?language=ar", color_scheme=scheme)
    assert page.evaluate(CHECK) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["fi", "ar"])
def test_an_answer(visit, language, scheme):
    page = greeted(visit(f"/helsinki/?language={language}", color_scheme=scheme))
    ask(page, QUESTIONS[language])
    assert page.evaluate(CHECK) == []


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["fi", "ar"])
def test_small_phone(visit, path, language):
    page = visit(f"{path}?language={language}", viewport=PHONE)
    assert not scrolls_sideways(page)


@pytest.mark.parametrize("path", ["/helsinki/services/", "/helsinki/first-steps/", "/helsinki/"])
def test_pages_without_javascript(visit, path):
    page = visit(f"{path}?language=en", java_script_enabled=False)
    assert page.locator("main a").count() > 2
    assert page.locator("h1").inner_text()


def test_the_checklist_prints_without_what_paper_cannot_do(visit):
    page = visit("/helsinki/first-steps/?language=en")
    page.emulate_media(media="print")
    assert not page.locator("form.search").is_visible()
    assert not page.locator("nav").first.is_visible()
    assert page.locator(".tick").first.is_visible()


def test_reduced_motion(visit):
    page = greeted(visit("/helsinki/?language=en", reduced_motion="reduce"))
    page.route("**/messages", lambda route: None)
    page.locator("kiosk-chat textarea").fill("hello")
    page.locator("kiosk-chat textarea").press("Enter")
    dots = page.locator("kiosk-chat .dots i").first
    dots.wait_for()
    assert dots.evaluate("each => getComputedStyle(each).animationName") == "none"
