"""The whole conversation as a text to keep."""

from datetime import datetime

from adrf.views import APIView
from asgiref.sync import sync_to_async
from babel.dates import format_date, format_time
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiTypes, extend_schema

from conversations.api.negotiation import AnyAccept
from enquiries import calendar, phrases
from enquiries.limits import ReceiptsPerAddress
from enquiries.models import Enquiry
from enquiries.texts import name_of, say
from locales import bidi
from locales.languages import Language, get

from .access import language_of, opened

RIGHT_TO_LEFT = "\u200f"
"""A mark at the head of a line: programs that guess a line's direction by its first letter guess right."""


class Transcript(APIView):
    """The conversation of an enquiry."""

    throttle_classes = [ReceiptsPerAddress]
    content_negotiation_class = AnyAccept

    @extend_schema(responses={(200, "text/plain"): OpenApiTypes.STR})
    async def get(self, request):
        """Everything that was said, in the person's language, as text/plain."""
        enquiry = await opened(request)
        text = await sync_to_async(transcript)(enquiry, get(language_of(enquiry)))
        headers = {
            "Content-Disposition": f'attachment; filename="kiosk-{enquiry.number}.txt"',
            "Cache-Control": "no-store",
        }
        return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)


def transcript(enquiry: Enquiry, language: Language) -> str:
    """Title, then each message under its day, time and speaker; lines of the other direction are isolated."""
    number = {"type": "number", "number": str(enquiry.number)}
    lines = [say(phrases.TITLE, language.code, number=number, city=name_of(enquiry.city)), ""]
    zone = calendar.zone_of(enquiry.city)
    for message in enquiry.conversation.messages.all():
        lines.append(_head(message.sender, message.written.astimezone(zone), language))
        said = bidi.contained(message.text)
        lines += [bidi.isolate(line, language.direction) for line in said.splitlines()]
        sources = (f"{each['title']} {each.get('url') or ''}".strip() for each in message.sources)
        lines += [bidi.isolate(source, language.direction) for source in sources]
        lines.append("")
    mark = RIGHT_TO_LEFT if language.direction == "rtl" else ""
    return "\n".join(f"{mark}{line}" if line else "" for line in lines)


def _head(sender: str, at: datetime, language: Language) -> str:
    day = format_date(at, "long", locale=language.locale)
    time = format_time(at, "short", locale=language.locale)
    speaker = say(phrases.SPEAKERS[sender], language.code)
    return say(phrases.ENTRY, language.code, day=day, time=time, speaker=speaker)
