"""The website as an app."""

from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    """Compiles the catalogues that Django reads itself, before it reads them."""

    name = "website"

    def ready(self) -> None:  # noqa: D102
        from locales.catalogue import ensure_compiled
        from locales.domains import DOMAINS

        ensure_compiled(domain for domain, about in DOMAINS.items() if about.officers)
