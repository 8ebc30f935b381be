"""Who may open an enquiry: whoever has its receipt code. Every other code gets one and the same answer."""

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import unquote

from asgiref.sync import sync_to_async

from conversations.api.access import check_origin
from enquiries import limits, receipt
from enquiries.desk import Erased
from enquiries.models import Enquiry
from website.errors import ApiError

SCHEME = "receipt"
T = TypeVar("T")


async def opened(request) -> Enquiry:
    """The enquiry of `Authorization: Receipt CODE`; ApiError 404 for a wrong, erased or foreign code, 429 for many."""
    scheme, _, written = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != SCHEME:
        raise ApiError("unknown_receipt", 404)
    return await opened_with(request, _as_typed(written))


async def opened_with(request, written: str) -> Enquiry:
    """The enquiry of a code as somebody wrote it, wherever it came from; ApiError as above."""
    limits.check(request)
    digest = receipt.digest_of(written)
    # A code that cannot be one is looked up too: the time tells nothing.
    found = Enquiry.objects.filter(receipt_digest=digest or "-")
    enquiry = await found.select_related("city", "conversation", "merged_into").afirst()
    if enquiry is None:
        limits.wrong(request)
        raise ApiError("unknown_receipt", 404)
    await check_origin(request, enquiry.city)
    return enquiry


async def done(verb: Callable[..., T], *arguments) -> T:
    """What a verb of the desk gives; ApiError as for a wrong code where the person erased the enquiry meanwhile."""
    try:
        return await sync_to_async(verb)(*arguments)
    except (Erased, Enquiry.DoesNotExist):
        raise ApiError("unknown_receipt", 404) from None


def _as_typed(header: str) -> str:
    """The code as it was typed: a header carries bytes, or what `encodeURIComponent` makes of other scripts."""
    try:
        header = header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        pass
    return unquote(header)


def language_of(enquiry: Enquiry) -> str:
    """The language in which the person is answered."""
    conversation = enquiry.conversation
    return conversation.explicit_language or conversation.language or enquiry.language
