"""The sections of the form of a service, in the order in which a person knows the answers."""

from django.utils.translation import gettext_lazy

from services_directory.admin.translated import TRANSLATIONS

SECTIONS = (
    (
        gettext_lazy("What it is"),
        {
            "fields": (
                "city", "name", "slug", "proper_name", "aliases", "organization", "language", "description", "url",
            ),
            "description": gettext_lazy(
                "Write for somebody who has just arrived: short sentences, no abbreviations. The rest can wait: save a "
                "draft at any time."
            ),
        },
    ),
    (
        gettext_lazy("What and whom it is for"),
        {
            "fields": (
                "main_topic", "topics", "audience", "phases", "formats", "reach", "area_scope", "area_name",
                "districts",
            )
        },
    ),
    (
        gettext_lazy("How one uses it"),
        {
            "fields": (
                "application_process", "cost", "cost_note", "hours_note", "language_note", "duration_note", "values",
            )
        },
    ),
    (
        gettext_lazy("How long it supports, and then"),
        {"fields": ("support_length", "exit_strategy")},
    ),
    (
        gettext_lazy("Open to migrants?"),
        {
            "fields": ("channels", "intercultural_training", "staff_diversity", "inclusion_note"),
            "description": gettext_lazy("What the city asks of all its services; 'not known' is an honest answer."),
        },
    ),
    (
        gettext_lazy("Published, checked, kept by whom"),
        {
            "fields": (
                "publication", "shown_status", "source_status", "historical", "assured_date", "review_after", "owner",
                "deputy", "window_start", "window_end", "alert", "caution", "as_of", "as_of_date",
            ),
        },
    ),
    TRANSLATIONS,
    (
        gettext_lazy("More"),
        {"fields": ("former_contact_shown", "position", "uuid", "last_modified"), "classes": ("collapse",)},
    ),
)  # fmt: skip

HELP = {
    "slug": gettext_lazy("Part of its address on the website; made from the name if left empty. It stays for good."),
    "name": gettext_lazy("As newcomers look for it."),
    "proper_name": gettext_lazy("Tick it for names such as 'NewCo Helsinki' that are the same in every language."),
    "aliases": gettext_lazy("What people also call it, one a line: short names, names in other languages."),
    "organization": gettext_lazy("Who offers it. Not there yet? The plus sign adds it."),
    "language": gettext_lazy("The language you write the texts in, for example English."),
    "description": gettext_lazy("What one gets there, in two or three sentences."),
    "url": gettext_lazy("The page about this service, not the front page."),
    "districts": gettext_lazy("Only where it is for certain districts."),
    "application_process": gettext_lazy("The steps: whom to call, which form, how long until an answer."),
    "cost_note": gettext_lazy("Figures stand in braces, {fee}, and among the prices: a new one is right everywhere."),
    "values": gettext_lazy("Other figures of the texts: the text says {time}, the row here says 6 months."),
    "assured_date": gettext_lazy("The last day somebody of the city made sure that all of it is right."),
    "review_after": gettext_lazy("Days after which the record is due again; the owner is asked two weeks before."),
    "source_status": gettext_lazy("What the source allows to say; with the day checked it makes what is shown."),
    "window_start": gettext_lazy("Only where one can apply within a certain time."),
    "alert": gettext_lazy("For example: closed in July."),
    "publication": gettext_lazy("Newcomers see published services only."),
}  # fmt: skip
