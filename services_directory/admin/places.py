"""Cities, districts and terms."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from django.contrib import admin

from services_directory import models


class Districts(admin.TabularInline):
    """Districts on the page of their city."""

    model = models.District
    extra = 0


@admin.register(models.City)
class CityAdmin(admin.ModelAdmin):
    """Cities."""

    list_display = ("name", "country", "default_language", "contact")
    inlines = (Districts,)


@admin.register(models.District)
class DistrictAdmin(admin.ModelAdmin):
    """Districts."""

    list_display = ("name", "code", "city")
    list_filter = ("city",)
    search_fields = ("name", "code")


@admin.register(models.TaxonomyTerm)
class TaxonomyTermAdmin(admin.ModelAdmin):
    """Terms. Codes are shared with the assistant's training data: the files that ship bring them."""

    list_display = ("name", "kind", "code", "note")
    list_filter = ("kind",)
    search_fields = ("name", "code")
    readonly_fields = ("kind", "code")

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
