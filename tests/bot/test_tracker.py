"""Working memory: bounded, erasable, slim, and the same talk after slimming."""

from rasa.core.tracker_store import check_if_tracker_store_async
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, SlotSet, UserUttered

from bot import tracker as memory
from bot.places import ROOT
from bot.tracker import TURNS, WorkingMemory

DOMAIN = Domain.load(str(ROOT / "domain.yml"))


async def talked(store: WorkingMemory, conversation: str, turns: int):
    tracker = await store.get_or_create_tracker(conversation)
    for turn in range(turns):
        heard = {"intent_ranking": [{"name": "greet"}] * 68, "language": {"code": "fi"}}
        tracker.update(UserUttered(f"hello {turn}", {"name": "greet"}, parse_data=heard), DOMAIN)
        tracker.update(ActionExecuted("action_answer"), DOMAIN)
        shown = {"custom": {"text": "long", "services": [{"id": "a"}], "response": "utter_answer", "language": "fi"}}
        tracker.update(BotUttered("long", shown), DOMAIN)
        tracker.update(ActionExecuted("action_listen"), DOMAIN)
    return tracker


def test_rasa_takes_it_for_asynchronous():
    assert check_if_tracker_store_async(WorkingMemory(DOMAIN))


async def test_slots_and_forms_outlive_the_turns_that_set_them():
    store = WorkingMemory(DOMAIN)
    tracker = await talked(store, "a", 1)
    tracker.update(SlotSet("search", {"filters": {"topic": ["tax"]}, "page": 2}), DOMAIN)
    tracker.update(ActiveLoop("service_finder_form"), DOMAIN)
    await store.save(tracker)
    await store.save(await talked(store, "a", 3 * TURNS))
    kept = await store.retrieve("a")
    assert sum(isinstance(event, UserUttered) for event in kept.events) == TURNS
    assert kept.get_slot("search") == {"filters": {"topic": ["tax"]}, "page": 2}
    assert kept.active_loop_name == "service_finder_form"
    assert kept.latest_message.intent["name"] == "greet" and kept.latest_action_name == "action_listen"


async def test_it_does_not_grow_with_the_talk_or_keep_what_was_shown():
    store = WorkingMemory(DOMAIN)
    sizes = []
    for _ in range(4):
        await store.save(await talked(store, "a", TURNS))
        sizes.append(len(store._kept["a"][1]))
    assert sizes[-1] <= sizes[0] * 1.2
    assert "services" not in store._kept["a"][1] and "intent_ranking" not in store._kept["a"][1]


async def test_a_day_is_the_longest_and_the_number_is_bounded():
    store = WorkingMemory(DOMAIN, most=2)
    for name in "abc":
        await store.save(await talked(store, name, 1))
    assert await store.keys() == ["b", "c"]
    store.retention = 0.0
    assert await store.retrieve("c") is None and await store.keys() == []


async def test_erased_is_erased_even_while_a_turn_goes_on():
    store = WorkingMemory(DOMAIN)
    tracker = await talked(store, "a", 1)
    await store.save(tracker)
    memory.erase("a")
    assert await store.retrieve("a") is None
    await store.save(tracker)  # the turn that was going on ends
    assert await store.retrieve("a") is None
    memory.begin("a")
    await store.save(await talked(store, "a", 1))
    assert await store.retrieve("a") is not None
