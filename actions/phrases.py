"""Phrases that actions put together: msgids of the catalogue `assistant`, filled in by `Turn.phrase` and `Turn.put`."""


def _(msgid: str) -> str:
    return msgid


LABELLED = _("{label}: {text}")

# Marks of a statement
UNCONFIRMED = _("not confirmed by the authority; please check: {link}")
UNCONFIRMED_UNKNOWN_WHERE = _("not confirmed by the authority")
CAUTION = _("Please note: {caution}")
WITH_NOTE = _("{statement} ({note})")

# Guidance and plans
MORE_WITH = _("Who knows more: {office}")
DOCUMENTS = _("Documents: {documents}")
COST = _("Cost: {cost}")
OFFICE = _("Where: {office}")
LINK = _("More: {link}")
PRINT_PLAN = _("You can read and print this plan here: {link}")
STALE = _("The directory does not answer just now. This is what it said on {date}; it may have changed.")

# Buttons
PLAN_BUTTON = _("Make my first-steps plan")
FINDER_BUTTON = _("Find a service")
OTHER_SEARCH = _("Search for something else")
RESUME_FINDER = _("Go on looking for a service")
RESUME_PLAN = _("Go on with my plan")
SOMETHING_ELSE = _("Something else")
GO_ON_IN = _("Go on in {language}")
NO_MATTER = _("It does not matter")
PREFER_NOT_TO_SAY = _("I would rather not say")
NOTHING_ELSE = _("Nothing else")
ASK_DETAIL = _("{detail}?")

# Details
DETAIL_UNKNOWN = _("{detail}: the directory does not say. Please ask there.")
