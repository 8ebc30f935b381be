"""Proposals as an officer accepts them, and what a form says is wrong."""

from tests.services_directory.desk.conftest import messages_of

MINE, OPEN = "/officer/my-services/", "/officer/proposals/"


def accept(signed_in, proposal):
    """The officer accepts what the page shows."""
    officer, url = signed_in("officer"), f"{OPEN}{proposal.pk}/"
    stamped = officer.get(url).context["form"]["stamp"].value()
    answer = officer.post(url, {"accept": "1", "stamp": stamped})
    assert answer.status_code == 302, messages_of(answer)


def faults_of(page) -> dict:
    """Field → faults, of the form and of its rows."""
    forms = [page.context["adminform"].form, *(
        form for rows in page.context["inline_admin_formsets"] for form in rows.formset.forms
    )]  # fmt: skip
    return {form.add_prefix(name): errors for form in forms for name, errors in form.errors.items()}
