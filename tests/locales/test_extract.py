"""What is collected from Rasa's files, content, labels, Python, templates and scripts, and from which line."""

import io

import pytest
import yaml

from locales import extract, upkeep
from locales.domains import DOMAINS, ROOT
from locales.labels import LABELS


def found(method, text):
    return [(line, message) for line, _, message, _ in method(io.BytesIO(text.encode()), {}, (), {})]


def test_rasa_responses_and_button_titles_with_their_lines():
    text = """version: "3.1"
intents: [greet]
responses:
  utter_hello:
  - text: "Hello {name}"
    buttons:
    - title: Start
      payload: /start_business
  utter_body:
  - custom: {body: true}
nlu:
- intent: greet
  examples: |
    - text: responses
"""
    assert found(extract.rasa, text) == [(5, "Hello {name}"), (7, "Start")]
    assert found(extract.rasa, "nlu:\n- intent: greet\n  examples: |\n    - hi\n") == []


def test_guidance_takes_every_text_and_nothing_else():
    text = """sources:
  a:
    title: Tax Administration
    as_of_note: The page shows no date.
statements:
- id: tax.fee
  text: "It costs {fee}."
  values: {fee: {type: money, amount: "75", currency: EUR}, text: {type: text, text: Maria 01}}
  kind: amount
  about: [cost]
  source: a
  caution: {text: "Only for {who}.", values: {who: {type: term, msgid: refugees}}}
answers:
  get_loan:
    short: >
      Ask
      the bank.
    simple: Ask.
    unknown: null
    services: {helsinki: [title]}
    next: [get_grant]
plan:
  title: First steps
  steps:
  - id: cost
    title: Register
    only: {business: [food]}
    documents: [Form Y1, {text: "Form {n}", values: {n: {type: number, number: "3"}}}]
    cost: {text: "Costs {fee}.", values: {fee: {from: tax.fee, value: fee}}}
"""
    assert found(extract.guidance, text) == [
        (4, "The page shows no date."), (7, "It costs {fee}."), (12, "Only for {who}."), (15, "Ask the bank."),
        (18, "Ask."), (23, "First steps"), (26, "Register"), (28, "Form Y1"), (28, "Form {n}"), (29, "Costs {fee}."),
    ]  # fmt: skip
    assert found(extract.terms, text) == [(12, "refugees")]


def test_names_marked_as_proper_stay_as_they_are():
    text = """services:
- {id: a, name: Maria 01, proper_name: true, description: A campus.}
- {id: b, name: Advice of the city, proper_name: false, documents: [Passport]}
sources: [{title: A page, name: hidden, note: from 2020}]
"""
    assert found(extract.directory, text) == [(2, "A campus."), (3, "Advice of the city"), (3, "Passport")]


def test_city_names_are_optional():
    texts = list(extract.city(io.BytesIO(b"name: Vienna\ndistricts:\n- {code: x, name: Inner City}\n"), {}, (), {}))
    assert [(message, comments) for _, _, message, comments in texts] == [
        ("Vienna", ["optional"]),
        ("Inner City", ["optional"]),
    ]


@pytest.fixture
def project(tmp_path):
    """A small project with one sentence of each kind of source."""
    files = {
        "domain.yml": "responses:\n  utter_a:\n  - text: From the domain\n",
        "actions/a.py": 'X = _("From an action")\nY = label(LABELS["not this"])\n',
        "bot/cli/b.py": 'raise SystemExit("not this either")\nZ = NN_("{count} part", "{count} parts")\n',
        "conversations/c.py": 'N_("From the chat")\n',
        "website/pages/d.html": "<p>{{ gettext('From a page') }}</p>{% trans %}From a block{% endtrans %}",
        "website/static/e.js": "const a = gettext('From a script'); // gettext('no')\nconst b = 'no';",
        "services_directory/phrases.py": 'A = N_("From the directory")\nB = gettext_lazy("For officers")\n',
        "enquiries/f.py": 'A = N_("For those who ask")\nB = pgettext("verb", "Answer")\n',
        "accounts/g.py": 'A = ngettext("%(n)d role", "%(n)d roles", n) % {"n": n}\n',
        "accounts/templates/h.html": "{% load i18n %}\n<p>{% translate 'On a page' %}</p>",
        "services_directory/content/x/city.yml": "name: Kallio\n",
        "services_directory/content/x/services.yml": "services:\n- {name: Kallio, area: {name: Kallio}}\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def ids(template):
    return {message.id for message in template if message.id}


def test_each_package_fills_its_catalogue(project):
    assert ids(upkeep.extract("assistant", project)) == {
        "From the domain",
        "From an action",
        ("{count} part", "{count} parts"),
    }
    assert ids(upkeep.extract("website", project)) == {
        "From the chat",
        "From a page",
        "From a block",
        "From a script",
        "For those who ask",
    }
    assert ids(upkeep.extract("directory", project)) == {"From the directory", "Kallio"}
    officers = upkeep.extract("django", project)
    assert ids(officers) == {"For officers", "Answer", ("%(n)d role", "%(n)d roles"), "On a page"}
    assert officers.get("Answer", "verb").locations == [("enquiries/f.py", 2)]


def test_a_name_that_one_place_needs_is_not_optional(project):
    assert "optional" not in upkeep.extract("directory", project)["Kallio"].auto_comments
    (project / "services_directory/content/x/services.yml").unlink()
    assert "optional" in upkeep.extract("directory", project)["Kallio"].auto_comments


def test_a_source_that_cannot_be_read_is_named(project):
    (project / "domain.yml").write_text("responses: [")
    with pytest.raises(ValueError, match="domain.yml: cannot be read"):
        upkeep.extract("assistant", project)


def test_templates_are_the_same_at_every_run(project, tmp_path):
    for folder in ("one", "two"):
        upkeep.write_template(upkeep.extract("website", project), "website", tmp_path / folder)
    one, two = (upkeep.template_file("website", tmp_path / folder).read_bytes() for folder in ("one", "two"))
    assert one == two and b"#: website/static/e.js:1" in one and b"Generated-By" not in one
    assert upkeep.write_template(upkeep.extract("website", project), "website", tmp_path / "one") is False


def test_every_intent_of_the_taxonomy_has_a_label_for_a_button():
    groups = yaml.safe_load((ROOT / "bot" / "taxonomy.yml").read_text(encoding="utf-8"))
    intents = [intent for group in groups.values() if isinstance(group, dict) for intent in group]
    assert len(intents) >= 68 and set(LABELS) == set(intents)
    assert len(set(LABELS.values())) == len(LABELS), "two intents look the same on a button"
    assert all(len(label) <= 36 and "_" not in label for label in LABELS.values())
    assert {label for label in LABELS.values()} <= ids(upkeep.extract("assistant"))


def test_every_source_pattern_is_one_that_python_and_babel_can_follow():
    for domain in DOMAINS:
        for file, source in upkeep.source_files(domain):
            assert file.is_file() and source.method, domain
