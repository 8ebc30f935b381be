"""The transcript: the whole conversation, in the newcomer's language, in the right direction."""

from enquiries import desk
from tests.enquiries.conftest import Newcomer


def lines(newcomer) -> list[str]:
    answer = newcomer.mine("get", "/transcript", Accept="text/plain")
    assert answer.status_code == 200 and answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="kiosk-1.txt"'
    return answer.content.decode().split("\n")


def test_everything_that_was_said(newcomer, aino):
    newcomer.chat()
    enquiry = newcomer.leave(text="May I?\nAnd where?")
    desk.reply(enquiry, aino, "Yes.", "en", client_id="1")
    found = lines(newcomer)
    assert found[0] == "Enquiry 1, Helsinki"
    for said in ("May I?", "And where?", "Yes."):
        assert said in found
    heads = [line for line in found if " · " in line]
    assert [head.split(" · ")[1] for head in heads] == ["Guide", "You", "Guide", "Guide", "A person of the city"]
    assert not any("aino" in line or newcomer.code in line for line in found)


def test_right_to_left(city, aino):
    newcomer = Newcomer("ar")
    enquiry = newcomer.leave(text="هل يمكنني فتح مقهى؟")
    desk.reply(enquiry, aino, "Yes, at Bank Street 5.", "en", client_id="1")
    found = lines(newcomer)
    assert all(line.startswith("\u200f") for line in found if line)
    assert "\u200fهل يمكنني فتح مقهى؟" in found
    assert "\u200f\u2066Yes, at Bank Street 5.\u2069" in found


def test_nobody_reorders_the_lines_of_others(newcomer, aino):
    enquiry = newcomer.leave(text="Me \u202eback\u202c and \u2067open")
    desk.reply(enquiry, aino, "Yes.", "en", client_id="1")
    text = "\n".join(lines(newcomer))
    assert "\u202e" not in text and text.count("\u2067") == text.count("\u2069") == 0
