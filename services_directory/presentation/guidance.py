"""Statements of guidance with their figures."""

from datetime import date
from functools import lru_cache

from locales.bidi import isolate
from locales.languages import SOURCE, get, match
from locales.render import Rendered, render, render_marked
from services_directory import version
from services_directory.models import Statement, StatementValue
from services_directory.presentation.source import Sources, check_note
from services_directory.presentation.text import Text, elsewhere, filled
from services_directory.presentation.wordings import wording_for
from services_directory.upkeep import reviews
from services_directory.zones import day

DOMAIN = "guidance"


@lru_cache(maxsize=8)
def _rows(content: str, country: str) -> dict[str, Statement]:
    """The statements of a country by id, read once a version of the content; not to be changed."""
    rows = Statement.objects.filter(country=country).select_related("source")
    return {row.slug: row for row in rows.prefetch_related("figures", "more_sources")}


class Guidance:
    """The statements of a country, read once for an answer or a plan; figures are quoted from statements live.

    With a city (its id) its own words for a statement go before those that ship. What nobody has checked in time is
    told for the day `today`.
    """

    def __init__(self, country: str, language: str, city: str | None = None, today: date | None = None):
        self.language, self.city, self.today = language, city, today or day()
        self.rows = _rows(version.current(), country)
        self.sources = Sources(language)

    def figure(self, statement: str, name: str) -> dict | None:
        """The value of a statement, itself perhaps a quotation of another's (never of a third's)."""
        for row in self._figures(statement):
            if row.name == name:
                return row.value or self._quoted(row)
        return None

    def _quoted(self, row: StatementValue) -> dict | None:
        found = (each for each in self._figures(row.quotes_statement) if each.name == row.quotes_name)
        return next((each.value for each in found), None)

    def _figures(self, statement: str) -> list[StatementValue]:
        return list(self.rows[statement].figures.all()) if statement in self.rows else []

    def values(self, given: dict) -> dict:
        """Values of a text: typed ones as they are, quotations as the statement has them now."""
        return {
            name: self.figure(value["from"], value["value"]) if "from" in value else value
            for name, value in given.items()
        }

    def text(self, msgid: str, given: dict | None = None) -> str | None:
        """A text of an answer or plan; None where there is none."""
        return render(msgid, self.values(given or {}), self.language, DOMAIN) if msgid else None

    def statement(self, slug: str) -> dict | None:
        """A statement as the API gives it; None where an officer took it out."""
        row: Statement | None = self.rows.get(slug)
        if row is None:
            return None
        figures = {each.name: each.value or self._quoted(each) for each in row.figures.all()}
        rendered, withheld = self._worded(row, figures)
        return {
            "id": row.slug,
            "kind": row.kind,
            "text": isolate(rendered.text, get(self.language).direction, rendered.direction),
            "language": rendered.language,
            "elsewhere": elsewhere(Text(rendered.text, rendered.language, True), self.language) if withheld else None,
            "about": row.about,
            "caution": self.text(row.caution, row.caution_values),
            "confirmed": row.confirmed,
            "overdue": reviews.overdue(row.source, self.today),
            "check": check_note(row.source, self.language, self.today),
            "authority": row.authority or None,
            "source": self.sources.number(row.source),
            "more_sources": [self.sources.number(source) for source in row.more_sources.all()],
        }

    def _worded(self, row: Statement, figures: dict) -> tuple[Rendered, bool]:
        """The statement in the city's words or its own, and whether its translation is withheld."""
        found = wording_for(self.city, row.slug, self.language)
        if found is None:
            return render_marked(row.text, figures, self.language, DOMAIN), False
        template, language, withheld = found
        known = match(language) or get(SOURCE)  # figures of a text in a language the guide does not speak
        return Rendered(filled(template, figures, known.code), language, known.direction), withheld

    def statements(self, slugs: list[str]) -> list[dict]:
        """Those of the statements that exist, in order; after the others those that nobody has checked for too long."""
        fresh_first = sorted((slug for slug in slugs if slug in self.rows), key=self._lapsed)
        return [self.statement(slug) for slug in fresh_first]

    def _lapsed(self, slug: str) -> bool:
        return reviews.lapsed(self.rows[slug].source, self.today)

    def check(self, slugs: list[str]) -> str | None:
        """What to mind of a text that sums these statements up: the note of the one that was checked longest ago."""
        late = [self.rows[slug].source for slug in slugs if slug in self.rows]
        late = [source for source in late if reviews.overdue(source, self.today)]
        oldest = min(late, key=lambda source: reviews.counts_until(source, self.today), default=None)
        return check_note(oldest, self.language, self.today) if oldest else None
