"""`kiosk chat`: a conversation in the terminal against a running `kiosk serve`."""

import sys
import time
import uuid

import requests


def add_parser(commands) -> None:
    """`kiosk chat [--language CODE] [--city CITY] [--url URL]`."""
    parser = commands.add_parser("chat", help="talk with a running Kiosk in the terminal")
    parser.add_argument("--language", default="en")
    parser.add_argument("--city", default="helsinki")
    parser.add_argument("--url", default="http://127.0.0.1:8000", help="where kiosk serve listens")


class Talk:
    """One conversation through the chat API."""

    def __init__(self, url: str, language: str, city: str) -> None:
        self.url = url.rstrip("/")
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.headers["Accept-Language"] = language
        self.payloads: list[str] = []
        opened = self._call("POST", "/chat/conversations", {"language": language, "city": city})
        self.path = f"/chat/conversations/{opened['id']}"
        self.session.headers["Authorization"] = f"Bearer {opened['token']}"
        self.show(opened["messages"])

    def _call(self, method: str, path: str, body: dict) -> dict:
        while True:
            answer = self.session.request(method, self.url + path, json=body, timeout=60)
            found = answer.json()
            if answer.status_code == 503 and found["error"]["code"] == "waking":
                print(f"… {found['error']['message']} {found['error'].get('progress', 0):.0%}", flush=True)
                time.sleep(float(answer.headers.get("Retry-After", 3)))
                continue
            if answer.status_code >= 400:
                raise ValueError(found["error"]["message"])
            return found

    def say(self, text: str) -> None:
        """Send a line; the number of a button sends the button."""
        body = {"client_id": str(uuid.uuid4())}
        if text.isdigit() and 0 < int(text) <= len(self.payloads):
            body["payload"] = self.payloads[int(text) - 1]
        else:
            body["text"] = text
        self.show(self._call("POST", f"{self.path}/messages", body)["messages"])

    def show(self, messages: list[dict]) -> None:
        """Print messages with their cards, sources and numbered buttons."""
        self.payloads = []
        for message in messages:
            print(f"\n{message['text']}")
            for card in message["services"]:
                print(f"  ▪ {card['name']}: {card.get('url') or self.url + card['page']}")
            for source in message["sources"]:
                print(f"  ({source['title']}, {source.get('as_of') or '—'}: {source['url']})")
            for button in message["buttons"]:
                self.payloads.append(button["payload"])
                print(f"  [{len(self.payloads)}] {button['title']}")
        print(flush=True)


def run(arguments) -> int:
    """Talk until the input ends; 1 where nobody answers."""
    try:
        talk = Talk(arguments.url, arguments.language, arguments.city)
    except (requests.RequestException, ValueError) as error:
        problem = f"no Kiosk answers at {arguments.url}" if isinstance(error, requests.ConnectionError) else error
        print(f"kiosk: {problem}", file=sys.stderr)
        return 1
    while True:
        try:
            text = input("> ").strip()
        except EOFError:
            return 0
        if not text:
            continue
        try:
            talk.say(text)
        except (requests.RequestException, ValueError) as error:
            print(f"kiosk: {error}", file=sys.stderr)
