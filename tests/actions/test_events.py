"""The answer to 'what is on': events first, asked for anew each time."""

from actions.answers import ActionAnswer, ActionSaySimpler
from actions.search import ActionShowMore
from tests.actions.city import event


async def test_events_are_told_first_with_who_knows_of_more(ask, city):
    city.events = [event(number) for number in range(1, 6)]
    answered = await ask(ActionAnswer(), "what is on?", "find_events")
    assert answered.shown() == ["event-1", "event-2", "event-3", "service-1"]
    lines = answered.last["body"].splitlines()
    assert lines[1:] == [f"• Event {number}: Tuesday {number}, 9:00–11:00" for number in (1, 2, 3)]
    assert "short answer" not in answered.last["body"], "'no calendar' would not be true"
    assert answered.slots["shown"] == ["service-1", "service-2", "service-3"], "follow-ups are about services"


async def test_one_event_leaves_room_for_services(ask, city):
    city.events = [event(1)]
    assert (await ask(ActionAnswer(), "", "find_events")).shown() == ["event-1", "service-1", "service-2"]


async def test_more_tells_the_guidance_that_gave_way(ask, city):
    city.events = [event(1)]
    first = await ask(ActionAnswer(), "", "find_events")
    assert "/show_more" in first.payloads()
    more = await ask(ActionShowMore(), "more", "show_more", slots=first.slots)
    assert more.last["body"].startswith("• It costs €75.")


async def test_an_event_that_ended_is_not_told_again_although_the_content_is_the_same(ask, city):
    city.events = [event(1)]
    await ask(ActionAnswer(), "", "find_events")
    city.events = []
    answered = await ask(ActionAnswer(), "", "find_events")
    assert answered.last["body"].startswith("The short answer on find_events.")


async def test_without_events_or_with_an_older_directory_the_guidance_is_told(ask, city):
    answered = await ask(ActionAnswer(), "", "find_events")
    assert answered.last["body"].startswith("The short answer on find_events.")


async def test_other_questions_do_not_ask_for_events(ask, city):
    city.events = [event(1)]
    await ask(ActionAnswer(), "", "find_network")
    assert "events" not in city.paths()


async def test_simpler_is_the_same_events(ask, city):
    city.events = [event(1)]
    simpler = await ask(ActionSaySimpler(), "what?", "say_simpler", slots={"answer": "find_events"})
    assert simpler.shown()[0] == "event-1"
