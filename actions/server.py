"""The action server, on loopback and with the shared secret: `python -m actions.server --port 5055`.

rasa_sdk's own runner listens on every address of the machine and asks nobody for a secret.
"""

import argparse
import hmac
import logging
import os
import sys

from rasa_sdk.endpoint import create_app
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

_log = logging.getLogger(__name__)


def app(secret: str) -> Sanic:
    """rasa_sdk's application with all actions of this package; without the secret only the health check answers."""
    server = create_app("actions", cors_origins="")

    @server.on_request
    async def only_with_secret(request: Request) -> HTTPResponse | None:
        if request.path == "/health":
            return None
        given = request.headers.get("Authorization", "").encode("utf-8", "replace")
        if secret and hmac.compare_digest(given, f"Bearer {secret}".encode()):
            return None
        return json_response({"error": "unauthorized"}, status=401)

    async def failed(request: Request, error: Exception) -> HTTPResponse:
        # rasa_sdk's own handler sends the call back and Rasa logs it, with what the person wrote.
        _log.error("an action call failed: %s", type(error).__name__)
        return json_response({"error": type(error).__name__}, status=500)

    server.error_handler.add(Exception, failed)
    return server


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=5055)
    port = parser.parse_args().port
    logging.basicConfig(level=logging.WARNING, format="actions: %(levelname)s %(name)s: %(message)s")
    secret = os.environ.get("KIOSK_SECRET", "")
    if not secret:
        sys.exit("actions: KIOSK_SECRET is not set")
    app(secret).run("127.0.0.1", port, workers=1, access_log=False)


if __name__ == "__main__":
    main()
