"""What is sent does not depend on what a caller accepts, unless the view itself looks."""

from rest_framework.negotiation import BaseContentNegotiation


class AnyAccept(BaseContentNegotiation):
    """JSON for everybody: no 406 for an `Accept: text/event-stream` or `text/plain`, which the view answers itself."""

    def select_parser(self, request, parsers):
        """The only one."""
        return parsers[0]

    def select_renderer(self, request, renderers, format_suffix=None):
        """The only one."""
        return renderers[0], renderers[0].media_type
