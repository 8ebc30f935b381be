"""Nobody fills a field without end: each has a limit that the record keeps, whatever form or file fills it."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import JSONField, TextField

from services_directory.models import AccessBarrier, Comment, Eligibility, Organization, Service
from services_directory.models.limits import LONGEST_DATA, LONGEST_TEXT, Data, Text

MADE_BY_KIOSK = {
    "accounts.AuditEntry.changes", "enquiries.CannedReply.placeholders", "enquiries.Enquiry.summary",
    "enquiries.Event.changes", "enquiries.Reply.placeholders", "enquiries.ReportPeriod.figures",
    "enquiries.ReportPeriod.withheld", "enquiries.ReviewItem.candidates",
}  # fmt: skip
"""Fields that no account fills in: what is counted, noted or understood."""


def test_every_text_and_every_list_that_an_account_can_fill_has_a_limit():
    for app in ("services_directory", "enquiries", "accounts"):
        for model in apps.get_app_config(app).get_models():
            if hasattr(model, "instance_type"):
                continue  # a history holds what its record held
            for field in model._meta.fields:
                name = f"{model._meta.label}.{field.name}"
                if isinstance(field, TextField):
                    assert isinstance(field, Text) and 0 < field.max_length <= 10_000, name
                if isinstance(field, JSONField) and name not in MADE_BY_KIOSK:
                    assert isinstance(field, Data), name


@pytest.mark.parametrize(
    "record, field",
    [
        (AccessBarrier(kind="language", description="x" * (LONGEST_TEXT + 1)), "description"),
        (AccessBarrier(kind="language", done="x" * (LONGEST_TEXT + 1)), "done"),
        (Eligibility(text="x" * (LONGEST_TEXT + 1)), "text"),
        (Comment(text="x" * 4001), "text"),
        (Service(aliases=["x" * LONGEST_DATA]), "aliases"),
        (Organization(aliases=["x" * LONGEST_DATA]), "aliases"),
    ],
)
def test_a_record_refuses_what_is_longer(record, field):
    with pytest.raises(ValidationError) as error:
        record.clean_fields()
    assert "characters" in str(error.value.message_dict[field])
    limit = type(record)._meta.get_field(field)
    kept = ["x" * (LONGEST_DATA - 4)] if isinstance(limit, Data) else "x" * limit.max_length
    assert limit.clean(kept, record) == kept
