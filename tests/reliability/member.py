"""A member of staff at the desk: signs in, opens enquiries, answers, gives them back to the guide."""

import random
import re
import threading
import time
from collections import defaultdict
from html import unescape

import requests

from .posting import PAUSE, TIMEOUT, WITHIN, Refused, Tries, until_acknowledged

_SAID = re.compile(
    r'<li class="said said-(?P<sender>person|staff)" id="message-\d+".*?<p class="said-text"[^>]*>(?P<text>.*?)</p>',
    re.DOTALL,
)


class Member(threading.Thread):
    """Answers the enquiries of `numbers` by turns until `ending`; `replied` are the acknowledged replies by number."""

    def __init__(self, url: str, name: str, seed: int, tries: Tries, numbers: list[int]) -> None:
        super().__init__(daemon=True)
        self.url, self.name, self.tries, self.numbers = url, name, tries, numbers
        self.random = random.Random(f"{seed} {name}")
        self.session = requests.Session()
        self.replied: dict[int, list[str]] = defaultdict(list)
        self.sent = 0
        self.failure: BaseException | None = None
        self.ending = threading.Event()

    def sign_in(self, password: str, code: str) -> None:
        """With password and a backup code, as at the desk; while nothing is disturbed."""
        login = f"{self.url}/officer/login/"
        fields = {"username": self.name, "password": password, "next": "/staff/"}
        answer = self.session.post(
            login, data={"csrfmiddlewaretoken": token_of(self.session.get(login).text), **fields}
        )
        answer = self.session.post(answer.url, data={"csrfmiddlewaretoken": token_of(answer.text), "code": code})
        assert answer.url == f"{self.url}/staff/", f"{self.name} is not signed in but at {answer.url}"

    def run(self) -> None:
        """Answers until told to end."""
        try:
            while not self.ending.wait(self.random.uniform(0.2, 1.5)):
                if self.numbers:
                    number = self.random.choice(self.numbers)
                    self.reply(number)
                    if self.random.random() < 0.25:
                        self.give_back(number)
        except BaseException as failure:
            self.failure = failure

    def page(self, number: int) -> str:
        """The page of an enquiry with all that was said."""
        answer = until_acknowledged(self.session, self.tries, "GET", f"{self._address(number)}?all=1")
        if answer.status_code != 200:
            raise Refused(f"{self.name} was sent to {answer.headers.get('Location')}")
        return answer.text

    def reply(self, number: int) -> None:
        """One reply, sent until it is acknowledged; where a colleague came first, it is read and sent anyway."""
        text = f"Yes, please bring your papers. [{self.name}.{self.sent}]"
        self.sent += 1
        form = fields_of(self.page(number), "reply-form") | {"text": text, "language": "en", "do": "send"}
        self._until_done(f"{self._address(number)}reply/", form)
        self.replied[number].append(text)

    def give_back(self, number: int) -> None:
        """The guide answers again."""
        form = fields_of(self.page(number), "handling/") | {"by": "guide"}
        self._until_done(f"{self._address(number)}handling/", form)

    def said_on_page(self, number: int) -> list[tuple[str, str]]:
        """(sender, text) of the messages of people, as the page shows them."""
        return [(found["sender"], unescape(found["text"])) for found in _SAID.finditer(self.page(number))]

    def _address(self, number: int) -> str:
        return f"{self.url}/staff/helsinki/{number}/"

    def _until_done(self, address: str, form: dict[str, str]) -> None:
        until = time.monotonic() + WITHIN
        while time.monotonic() < until:
            try:
                answer = self.session.post(address, data=form, timeout=TIMEOUT, allow_redirects=False)
            except requests.RequestException as error:
                self.tries.count(type(error).__name__)
            else:
                self.tries.count(str(answer.status_code))
                if answer.status_code == 302 and "/login" not in answer.headers["Location"]:
                    return
                if answer.status_code == 409:
                    form["seen"] = fields_of(answer.text, "reply-form")["seen"]
                elif answer.status_code < 500:
                    raise Refused(f"{self.name} {address}: {answer.status_code} {answer.headers.get('Location', '')}")
            time.sleep(PAUSE)
        raise Refused(f"{self.name} {address}: not acknowledged within {WITHIN} s")


def fields_of(page: str, mark: str) -> dict[str, str]:
    """The hidden fields of the form whose opening tag has `mark` in it."""
    form = re.search(rf"<form [^>]*{re.escape(mark)}[^>]*>.*?</form>", page, re.DOTALL)
    assert form, f"no form {mark} on the page"
    inputs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[0])
    return {name: unescape(value) for name, value in inputs}


def token_of(page: str) -> str:
    """What the forms of a page say against forgery."""
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token, f"no form on the page: {page[:300]}"
    return token[1]
