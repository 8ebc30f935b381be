"""The language of a page or of a call to an API."""

from locales.languages import match


def language_of(request, default: str = "en") -> str:
    """The code of the language a request asks for: `?language=`, else Accept-Language, else `default`.

    Accept-Language is read in the order of its weights (RFC 9110, 12.5.4); what is not served is passed over.
    """
    if request is None:
        return default
    asked = request.GET.get("language") or request.GET.get("lang")
    if asked and (found := match(asked)):
        return found.code
    for tag in accepted(request.META.get("HTTP_ACCEPT_LANGUAGE", "")):
        if found := match(tag):
            return found.code
    return default


def accepted(header: str) -> list[str]:
    """The language tags of an Accept-Language header, the most wanted first; at most 20 are read."""
    weighted = []
    for place, part in enumerate(header[:1000].split(",")[:20]):
        tag, *parameters = (piece.strip() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    weight = float(parameter[2:])
                except ValueError:
                    weight = 0.0
        if tag and weight > 0:
            weighted.append((-weight, place, tag))
    return [tag for _, _, tag in sorted(weighted)]
