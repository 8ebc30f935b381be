"""Ids that a form makes from a name."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from django.db.models import QuerySet
from django.utils.text import slugify

from services_directory.desk.forms.translated import TranslatedForm


def free_slug(name: str, others: QuerySet) -> str:
    """An id that none of the others has, from a name; one without Latin letters becomes the name of the model."""
    base = slugify(name)[:70] or others.model._meta.model_name
    known = set(others.filter(slug__startswith=base).values_list("slug", flat=True))
    number, slug = 1, base
    while slug in known:
        number += 1
        slug = f"{base}-{number}"
    return slug


class OwnIdForm(TranslatedForm):
    """A record whose id is its own within its city. Left empty, it is made from the name, without JavaScript too."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self):
        cleaned = super().clean()
        if "slug" in self.fields and not cleaned.get("slug") and cleaned.get("name") and not self.errors.get("slug"):
            cleaned["slug"] = free_slug(cleaned["name"], self.others(cleaned.get("city")))
        return cleaned

    def others(self, city) -> QuerySet:
        """The other records of the city."""
        return self._meta.model.objects.filter(city=city).exclude(pk=self.instance.pk)
