"""Whether the website answers, and whether a question would be answered."""

import httpx
from django.conf import settings
from django.http import JsonResponse

from conversations.guide import read_status


async def live(request) -> JsonResponse:
    """200 whenever the website answers."""
    return JsonResponse({"status": "live"})


async def ready(request) -> JsonResponse:
    """200 when a question would be answered; 503 with the missing parts and the progress of waking otherwise."""
    status = read_status()
    missing = list(status.get("missing", []))
    if status.get("state") == "ready" and not missing and not await _assistant_answers():
        missing = ["rasa"]
    if status.get("state") == "ready" and not missing:
        return JsonResponse({"status": "ready"}, headers={"Cache-Control": "no-store"})
    body = {"status": "waking", "missing": missing or ["rasa"], "step": status.get("step", "")}
    body["progress"] = status.get("progress", 0.0)
    return JsonResponse(body, status=503, headers={"Retry-After": "3", "Cache-Control": "no-store"})


async def _assistant_answers() -> bool:
    headers = {"Authorization": f"Bearer {settings.KIOSK_SECRET}"}
    try:
        async with httpx.AsyncClient(timeout=5.0, trust_env=False) as client:
            answer = await client.get(f"{settings.KIOSK_RASA_URL}/webhooks/kiosk/", headers=headers)
    except httpx.HTTPError:
        return False
    return answer.status_code == 200
