"""The way to the assistant: its channel, over HTTP."""

import json

import httpx
from django.conf import settings

from website.errors import ApiError

# A turn may take 20 s in the assistant before it apologises by itself; a little more here.
TURN_TIMEOUT = httpx.Timeout(25.0, connect=2.0)
WAKING_RETRY_AFTER = 3  # seconds


def waking(language: str) -> ApiError:
    """The error while the assistant trains or loads, with the progress (0 to 1) and the step."""
    status = read_status()
    extra = {"progress": status.get("progress", 0.0), "step": status.get("step", "load")}
    return ApiError("waking", 503, extra=extra, headers={"Retry-After": str(WAKING_RETRY_AFTER)}, language=language)


def read_status() -> dict:
    """What the supervisor last wrote of itself (docs/architecture.md); empty where there is none."""
    try:
        return json.loads(settings.KIOSK_STATUS_FILE.read_text())
    except (OSError, ValueError):
        return {}


def _headers() -> dict:
    return {"Authorization": f"Bearer {settings.KIOSK_SECRET}"}


async def ask(question: dict, language: str) -> dict:
    """One turn of the assistant.

    `question` and the answer are those of the channel (docs/architecture.md). Raises ApiError: `waking` while nobody
    answers there, `internal` where the answer is no answer.
    """
    try:
        async with httpx.AsyncClient(timeout=TURN_TIMEOUT, trust_env=False) as client:
            response = await client.post(
                f"{settings.KIOSK_RASA_URL}/webhooks/kiosk/messages", json=question, headers=_headers()
            )
    except httpx.ConnectError:
        raise waking(language) from None
    except httpx.HTTPError:
        raise ApiError("internal", 503, headers={"Retry-After": "5"}, language=language) from None
    if response.status_code == 503:
        raise waking(language)
    if response.status_code != 200:
        raise ApiError("internal", 503, headers={"Retry-After": "5"}, language=language)
    return response.json()


async def forget(conversation_id: str) -> None:
    """Erase the assistant's working memory of a conversation; where it does not run, there is none to erase."""
    try:
        async with httpx.AsyncClient(timeout=5.0, trust_env=False) as client:
            await client.delete(
                f"{settings.KIOSK_RASA_URL}/webhooks/kiosk/conversations/{conversation_id}", headers=_headers()
            )
    except httpx.HTTPError:
        return
