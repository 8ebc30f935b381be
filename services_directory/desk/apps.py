"""The desk as the site on which every app registers its records."""

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """Django's admin with the officers' site as the default one: what any app registers appears at /officer/."""

    default = False
    default_site = "services_directory.desk.site.OfficerSite"
