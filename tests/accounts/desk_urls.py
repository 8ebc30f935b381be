"""A desk as an engineer would build it on ScopedAdmin: an admin site with services, phones, organizations and terms."""

from django.contrib import admin
from django.urls import include, path

from accounts.admin import ScopedAdmin, ScopedInline, register
from accounts.urls import urls_for
from services_directory import models

site = admin.AdminSite(name="officer")


class Phones(ScopedInline, admin.TabularInline):
    model = models.Phone
    extra = 0


class ServiceAdmin(ScopedAdmin, admin.ModelAdmin):
    list_display = ("name", "city")
    search_fields = ("name",)
    fields = ("city", "slug", "organization", "name", "description", "source_status", "owner")
    inlines = (Phones,)
    actions = ("archive",)

    @admin.action(description="Archive", permissions=["change"])
    def archive(self, request, queryset):
        for service in queryset:
            service.publication = "archived"
            service.save()


class Plain(ScopedAdmin, admin.ModelAdmin):
    pass


site.register(models.Service, ServiceAdmin)
for _model in (models.Organization, models.TaxonomyTerm, models.Event, models.Translation, models.Comment):
    site.register(_model, Plain)
register(site)

urlpatterns = [path("officer/", include(([*urls_for(site), *site.get_urls()], "admin"), namespace="officer"))]
