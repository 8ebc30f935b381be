"""Texts of records and their translations: what there is, and what a change of an original means for them."""

from django.db.models import Model

from locales.catalogue import found as in_catalogue
from locales.languages import SOURCE, served
from services_directory.models import AnyTranslation, City, Event, Organization, Service

WORDING, OUTDATED, WITHHELD = "wording", "outdated", "withheld"
TRANSLATED = (Service, Event, Organization, City)
"""Kinds of records whose texts are translated."""


def translation_of(model: type[Model]) -> type[AnyTranslation]:
    """The table in which the translations of a kind of record are."""
    return model.translations.rel.related_model


def fields(record: Model) -> list[str]:
    """The texts of a record that may be translated."""
    return [name for name, _ in translation_of(type(record)).FIELDS]


def row(record: Model, **values) -> AnyTranslation:
    """A translation of a record, not saved."""
    return translation_of(type(record))(**{type(record).translations.rel.field.name: record}, **values)


def fresh(record: Model) -> Model:
    """The record as it is in the database, with what its texts need."""
    rows = type(record).objects.prefetch_related("translations")
    if isinstance(record, Service):
        rows = rows.select_related("eligibility").prefetch_related("cost_options")
    return rows.get(pk=record.pk)


def original(record: Model, field: str) -> str:
    """The text as it was written first; empty where there is none."""
    if field == "eligibility":
        conditions = getattr(record, "eligibility", None)
        return conditions.text if conditions else ""
    return getattr(record, field)


def ships(record: Model, field: str) -> bool:
    """Whether the catalogues may have translations of a text: those of services, and names of organizations."""
    shipped = isinstance(record, Service) or isinstance(record, Organization) and field == "name"
    return shipped and record.language == SOURCE and not _proper(record, field)


def shown(record: Model, field: str, language: str) -> tuple[str, str]:
    """(state, text) of a translation: an officer's row, else 'catalogue', else 'missing' and an empty text."""
    own = next((row for row in record.translations.all() if (row.field, row.language) == (field, language)), None)
    if own:
        return own.state, own.text
    text = in_catalogue(original(record, field), language, "directory") if ships(record, field) else None
    return ("catalogue", text) if text else ("missing", "")


def to_translate(record: Model) -> list[str]:
    """The fields of a record that have a text to translate."""
    return [name for name in fields(record) if original(record, name) and not _proper(record, name)]


def _proper(record: Model, field: str) -> bool:
    return field == "name" and getattr(record, "proper_name", False)


def originals(record: Model) -> dict[str, str]:
    """Field → original text, to compare with later."""
    return {field: " ".join(original(record, field).split()) for field in fields(record)}


def original_changed(record: Model, before: dict[str, str], decision: str) -> list[str]:
    """Marks the translations of texts that are no longer those of `before`; returns the fields that changed.

    `decision` is WORDING (translations stay), OUTDATED (they are shown and marked as out of date for translators) or
    WITHHELD (the original is shown until somebody renews them). The catalogue's translations hang on the old words:
    they become rows of their own, so that a corrected comma takes nobody's language away.
    """
    record = fresh(record)
    now = originals(record)
    changed = [field for field in fields(record) if before.get(field) and now[field] and before[field] != now[field]]
    for field in changed:
        rows = {each.language: each for each in record.translations.all() if each.field == field}
        catalogued = ships(record, field)
        for language in (each.code for each in served()) if catalogued else ():
            text = in_catalogue(before[field], language, "directory")
            if language != SOURCE and language not in rows and text:
                if in_catalogue(now[field], language, "directory"):
                    continue  # the new words are in the catalogue as well
                rows[language] = row(record, field=field, language=language, text=text)
        for each in rows.values():
            if each.pk and catalogued and each.text == in_catalogue(now[field], each.language, "directory"):
                each.delete()  # the old words are back, and the catalogue has them
                continue
            state = each.state if decision == WORDING else AnyTranslation.State(decision)
            if each.pk is None or each.state != state:
                each.state = state
                each.save()
    return changed
