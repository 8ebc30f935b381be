"""A server that ends the connection in the middle of a save: a message, and nothing lost."""

import psycopg
import pytest
from django.db import DatabaseError, connection

from services_directory.exchange import apply
from tests.services_directory.desk.conftest import form_of, messages_of
from tests.services_directory.exchange.conftest import Exchange


def ended(when: str):
    """A wrapper of statements: the server ends the connection before the first one that begins so."""
    done = []

    def wrapper(execute, sql, parameters, many, context):
        if sql.startswith(when) and not done:
            done.append(sql)
            settings = connection.get_connection_params()
            known = {name: settings[name] for name in ("dbname", "user", "host")}
            with psycopg.connect(**known, autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid])
        return execute(sql, parameters, many, context)

    return connection.execute_wrapper(wrapper)


def test_what_was_typed_is_given_back_and_can_be_sent_again(officer, service, address):
    before, versions = service.description, service.changes.count()
    sent = form_of(officer.get(address)) | {"description": "Typed for ten minutes."}
    with ended('UPDATE "services_directory_service"'):
        answer = officer.post(address, sent)
    connection.close()  # as at the end of every request
    assert answer.status_code == 503
    page = messages_of(answer)
    assert "This could not be saved" in page and "Typed for ten minutes." in page and "terminat" not in page
    service.refresh_from_db()
    assert service.description == before and service.changes.count() == versions
    answer.status_code = 200
    assert officer.post(address, form_of(answer, None)).status_code == 302
    service.refresh_from_db()
    assert service.description == "Typed for ten minutes."


def test_nothing_of_an_import_is_kept(service, tmp_path):
    exchange = Exchange(tmp_path)
    rows = f"id,city,alert\n{service.slug},helsinki,Closed in July.\n"
    plan = exchange.plan("a.csv", rows)
    with ended('UPDATE "services_directory_contentversion"'), pytest.raises(DatabaseError):
        apply.apply(plan)
    connection.close()
    service.refresh_from_db()
    assert not service.alert
    exchange.load("a.csv", rows)
    service.refresh_from_db()
    assert service.alert == "Closed in July."
