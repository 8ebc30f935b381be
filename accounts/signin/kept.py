"""What somebody was sending when the session ended: it is kept, and offered again after the sign-in."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent

KEY = "accounts_kept"
LONGEST = 300_000
"""Characters of a form that are kept: far more than the longest form of the desk has."""
_SECRET = ("code", "token")
"""Fields of the sign-in, by their whole names: a postcode and the code of a language are no secrets."""


def keep(request, user) -> None:
    """Keeps the form of a request in its (new) session, for the same user alone; never a password, code or file.

    What staff write to a newcomer is not kept here: an erasure would not find it. Their pages save drafts.
    """
    if request.path.startswith("/staff/"):
        return
    if request.method != "POST" or request.content_type not in (
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    ):
        return
    try:
        fields = [[name, values] for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"]
    except (RequestDataTooBig, TooManyFieldsSent):
        return
    secret = any(name in _SECRET or "password" in name for name, _ in fields)
    if fields and not secret and not request.FILES and sum(len(str(each)) for each in fields) <= LONGEST:
        request.session[KEY] = {"user": user.pk, "path": request.get_full_path(), "fields": fields}


def of(request, user) -> dict | None:
    """`{"path", "fields": [[name, [value, …]], …]}` that was kept for the user."""
    kept = request.session.get(KEY)
    return kept if kept and kept["user"] == user.pk else None
