"""How fast one may write. Addresses are held in memory for an hour at most, never stored or logged."""

from rest_framework.throttling import SimpleRateThrottle


class ReportsPerAddress(SimpleRateThrottle):
    """Reports of errors from one address; an office or a library shares one."""

    scope = "reports"

    def get_cache_key(self, request, view):
        """The address whose reports are counted."""
        return f"throttle:{self.scope}:{self.get_ident(request)}"
