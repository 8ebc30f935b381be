"""Errors of the API: `{"error": {"code", "message"}}`, the message in the caller's language."""

from rest_framework.response import Response

from services_directory import phrases
from services_directory.presentation.text import say


class ApiError(Exception):
    """The caller's fault. `code` is a key of phrases.ERRORS, `values` fill the message."""

    def __init__(self, status: int, code: str, **values):
        super().__init__(code)
        self.status, self.code, self.values = status, code, values


def error_response(status: int, code: str, language: str, **values) -> Response:
    """The answer that tells an error."""
    message = say(phrases.ERRORS[code], language, **values)
    return Response({"error": {"code": code, "message": message}}, status=status)
