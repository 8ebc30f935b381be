"""What is missing or out of date in each language, and where to translate it."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from accounts.permissions import may
from accounts.rules import VIEW
from services_directory.desk import texts, untranslated
from services_directory.desk.forms.languages import language_name
from services_directory.desk.scope import cities_of
from services_directory.desk.translating import STATES
from services_directory.models import Service, Translation, Wording

_PAGE = 50
_LABELS = {model: dict(texts.translation_of(model).FIELDS) for model in texts.TRANSLATED}


@require_safe
def view(request):
    """GET ?language=: the records with their texts that wait for a translator."""
    from django.contrib.admin import site

    if not may(request.user, VIEW, Translation):
        raise PermissionDenied
    found = untranslated.waiting(request.user)
    counts: dict[str, int] = {}
    for row in found:
        for code in row.languages:
            counts[code] = counts.get(code, 0) + 1
    language = request.GET.get("language", "")
    if language not in counts:
        language = max(counts, key=counts.get, default="")
    by_record: dict[tuple[type, int], list] = {}
    for row in found:
        if language in row.languages:
            said = capfirst(str(_LABELS[row.kind][row.field])), STATES[row.state]
            by_record.setdefault((row.kind, row.pk), []).append(said)
    pages = Paginator(list(by_record.items()), _PAGE)
    shown = pages.get_page(request.GET.get("p"))
    named = untranslated.names(record for record, _ in shown.object_list)
    rows = [
        (named[record], untranslated.url(*record, language), _kind(record[0]), fields)
        for record, fields in shown.object_list
    ]
    meant = Wording.objects.filter(city__in=cities_of(request.user), change=Wording.Change.MEANING)
    context = {
        **site.each_context(request),
        "title": gettext("Translations that are missing or out of date"),
        "subtitle": None,
        "counts": [(code, language_name(code), count) for code, count in sorted(counts.items())],
        "language": language,
        "language_name": language_name(language) if language else "",
        "rows": rows,
        "pages": shown,
        "wordings": meant.select_related("statement", "city"),
    }
    request.current_app = site.name
    return TemplateResponse(request, "desk/missing.html", context)


def _kind(model: type) -> str:
    """What a record is, where it is no service, as most are."""
    return "" if model is Service else capfirst(str(model._meta.verbose_name))
