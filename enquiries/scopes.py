"""Whose records of enquiries are: of a city, and for whose eyes (accounts.scope)."""

from accounts.scope import CITY, FIGURES, PRIVATE, TOOLS, Scope, register

OF_AN_ENQUIRY = ("Note", "Reply", "Referral", "Event", "Viewing", "Draft", "Mail")


def register_all() -> None:
    """Tells the accounts; called once, when the app is ready."""
    register("enquiries.Enquiry", Scope(CITY, "city", desk=PRIVATE))
    for name in OF_AN_ENQUIRY:
        register(f"enquiries.{name}", Scope(CITY, "enquiry__city", desk=PRIVATE))
    register("enquiries.ReviewItem", Scope(CITY, "city", desk=PRIVATE))
    for name in ("Team", "Label", "CannedReply"):
        register(f"enquiries.{name}", Scope(CITY, "city", desk=TOOLS))
    register("enquiries.CannedReplyText", Scope(CITY, "reply__city", desk=TOOLS))
    for name in ("Barrier", "Count", "ReportPeriod", "Unanswered"):
        register(f"enquiries.{name}", Scope(CITY, "city", desk=FIGURES))
