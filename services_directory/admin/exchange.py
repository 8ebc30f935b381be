"""Services as rows of a spreadsheet, for import and export in the admin."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from django.db.models import QuerySet
from import_export import fields, resources
from import_export.widgets import ForeignKeyWidget

from services_directory.models import City, Organization, Service, TaxonomyTerm


class ServiceResource(resources.ModelResource):
    """One row a service, found by city and id; its terms are columns of codes, divided by spaces."""

    city = fields.Field("city", "city", ForeignKeyWidget(City, "pk"))
    organization = fields.Field("organization", "organization", ForeignKeyWidget(Organization, "slug"))

    class Meta:
        model = Service
        import_id_fields = ("city", "slug")
        fields = (
            "city", "slug", "organization", "language", "name", "proper_name", "description", "url", "reach",
            "area_scope", "area_name", "language_note", "cost_note", "hours_note", "duration_note", "caution",
            "source_status", "historical", "as_of", "as_of_date", "assured_date", "window_start", "window_end",
        )  # fmt: skip
        clean_model_instances = True
        skip_unchanged = True

    @classmethod
    def get_display_name(cls) -> str:
        return Service._meta.verbose_name

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().prefetch_related("service_terms__term")


def _terms(kind: str) -> fields.Field:
    class Terms(fields.Field):
        """Read only: terms are edited on the page of the service."""

        def export(self, instance, **kwargs):
            return " ".join(instance.codes(kind))

        def save(self, *args, **kwargs):
            return None

        def clean(self, *args, **kwargs):
            return None

    return Terms(column_name=kind, readonly=True)


for _kind in (TaxonomyTerm.Kind.TOPIC, TaxonomyTerm.Kind.PHASE, TaxonomyTerm.Kind.FORMAT, TaxonomyTerm.Kind.AUDIENCE):
    ServiceResource.fields[str(_kind)] = _terms(str(_kind))
