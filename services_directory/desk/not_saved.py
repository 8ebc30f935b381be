"""What somebody typed, given back where it could not be saved."""

from django.middleware.csrf import get_token

# Buttons, tokens and counters: nobody typed them.
_NOT_TYPED = ("csrfmiddlewaretoken", "_", "initial-")
_COUNTERS = ("-TOTAL_FORMS", "-INITIAL_FORMS", "-MIN_NUM_FORMS", "-MAX_NUM_FORMS", "-rows", "-id")


def typed(request) -> dict:
    """Context of desk/not_saved.html: every field as it was sent, to be sent again, and what of it was typed.

    Needs no database and no account: the page is made where neither can be reached.
    """
    sent = [(name, value) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken" for value in values]
    shown = [
        (name, value)
        for name, value in sent
        if value.strip() and not name.startswith(_NOT_TYPED) and not name.endswith(_COUNTERS)
    ]
    return {
        "address": request.get_full_path(),
        "posted": request.method == "POST",
        "sent": sent,
        "typed": shown,
        "csrf_token": get_token(request),
    }
