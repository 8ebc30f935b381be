"""Errors of every API: `{"error": {"code", "message"}}`, the message in the caller's language, never a stack trace."""

import logging

from django.http import Http404, JsonResponse
from rest_framework import exceptions
from rest_framework.response import Response

from locales.catalogue import translate
from locales.render import render

from .language import language_of

logger = logging.getLogger(__name__)


def _(msgid: str) -> str:
    return msgid


MESSAGES = {
    "bad_request": _("The request could not be read."),
    "not_found": _("There is nothing at this address."),
    "unknown_city": _("This city is not served here."),
    "unknown_language": _("This language is not served yet. These are: {languages}."),
    "unknown_conversation": _("This conversation does not exist, or it was deleted."),
    "unauthorized": _("This conversation can only be opened with its own key. Start a new one."),
    "origin": _("This website may not use the chat of this city."),
    "empty": _("There is nothing to read in this message. Please write a few words."),
    "too_long": _("This message is too long. Please ask in at most {limit} characters."),
    "payload": _("This choice is not open any more. Please choose again or write your question."),
    "in_progress": _("Your message is still being answered. Please wait a moment."),
    "waking": _("The guide is just waking up. Please try again in a moment."),
    "throttled": _("That was very fast. Please wait a moment and write again."),
    "method": _("This address does not understand that kind of request."),
    "media_type": _("Please send JSON."),
    "consent": _("Please agree first that the staff may read this. Nothing was kept."),
    "email": _("This is not an e-mail address."),
    "already": _("This was sent before, and its receipt code was given then. Use that code, or write again."),
    "unknown_receipt": _("This code opens no enquiry. Please check it letter by letter; an erased enquiry is gone."),
    "too_fast": _("Too many codes were wrong. Please wait a while, then type the code once more."),
    "referral": _("This was handed on already. Please write to the staff."),
    "internal": _("Something went wrong on our side. Please try again, or look in the directory of services."),
}


class ApiError(exceptions.APIException):
    """An error that the caller is told about.

    `code` is a key of MESSAGES; `status` the HTTP status; `values` fill the message's placeholders (typed values of
    `locales.values`); `extra` stands beside the message in the answer; `language` overrides the caller's.
    """

    def __init__(self, code: str, status: int, values=None, extra=None, headers=None, language=None):
        super().__init__(detail=code, code=code)
        self.code, self.status_code = code, status
        self.values, self.extra, self.headers, self.language = values or {}, extra or {}, headers or {}, language


def error_body(code: str, language: str, values=None, extra=None) -> dict:
    """The body of an error in `language`."""
    message = MESSAGES.get(code, MESSAGES["bad_request"])
    text = render(message, values, language, "website") if values else translate(message, language, "website")
    return {"error": {"code": code, "message": text, **(extra or {})}}


_KINDS = (
    (exceptions.ParseError, "bad_request"),
    (exceptions.ValidationError, "bad_request"),
    (exceptions.NotFound, "not_found"),
    (Http404, "not_found"),
    (exceptions.Throttled, "throttled"),
    (exceptions.MethodNotAllowed, "method"),
    (exceptions.UnsupportedMediaType, "media_type"),
)


def handle(error: Exception, context: dict) -> Response:
    """The exception handler of the REST framework."""
    request = context.get("request")
    language = getattr(error, "language", None) or language_of(request)
    if isinstance(error, ApiError):
        return Response(
            error_body(error.code, language, error.values, error.extra), status=error.status_code, headers=error.headers
        )
    for kind, code in _KINDS:
        if isinstance(error, kind):
            wait = getattr(error, "wait", None)
            headers = {"Retry-After": str(int(wait) + 1)} if wait else {}
            return Response(error_body(code, language), status=getattr(error, "status_code", 404), headers=headers)
    logger.exception("unexpected error in %s", type(context.get("view")).__name__)
    return Response(error_body("internal", language), status=500)


def not_found(request, exception=None) -> JsonResponse:
    """What an API address that does not exist answers."""
    return JsonResponse(error_body("not_found", language_of(request)), status=404)
