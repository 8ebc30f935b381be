"""The OpenAPI description, made of the calls themselves: each view names its parameters and what it answers.

The objects are described where the standard describes them; the page around a list is described here.
"""

from services_directory.hsds.parameters import PARAMETERS

_SCHEMAS = "https://raw.githubusercontent.com/openreferral/specification/3.1/schema/"
_PAGE = {
    "total_items": {"type": "integer", "description": "Items of all pages."},
    "total_pages": {"type": "integer", "description": "Number of pages."},
    "page_number": {"type": "integer", "description": "Number of this page."},
    "size": {"type": "integer", "description": "Items of this page."},
    "first_page": {"type": "boolean", "description": "Whether this is the first page."},
    "last_page": {"type": "boolean", "description": "Whether no page comes after this one."},
    "empty": {"type": "boolean", "description": "Whether this page has no items."},
}
_ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message"],
            "properties": {
                "code": {"type": "string"},
                "message": {"type": "string", "description": "In the caller's language."},
            },
        }
    },
}


def document(version: str) -> dict:
    """The description as OpenAPI 3.1 has it; `version` is that of HSDS."""
    from services_directory.hsds.urls import CALLS

    paths = {"/": {"get": _home()}}
    paths |= {f"/{path.replace('<str:id>', '{id}')}": {"get": _call(view)} for path, view, _ in CALLS}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Kiosk: services directory (Open Referral HSDS)", "version": version},
        "servers": [{"url": "/hsds"}],
        "paths": paths,
        "components": {
            "schemas": {"Page": {"type": "object", "required": list(_PAGE), "properties": _PAGE}, "Error": _ERROR},
            "parameters": {name: _parameter(name) for name in PARAMETERS} | {"id": _ID},
        },
    }


_ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}


def _parameter(name: str) -> dict:
    schema, description = PARAMETERS[name]
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


def _home() -> dict:
    links = {name: {"type": "string", "format": "uri"} for name in ("profile", "openapi_url")}
    schema = {"type": "object", "properties": {"version": {"type": "string"}, **links}}
    return {"operationId": "getHome", "summary": "The version of HSDS and its profile.", "responses": _answers(schema)}


def _call(view) -> dict:
    one = view.__name__.startswith("One")
    item = {"$ref": f"{_SCHEMAS}{view.item}.json"}
    contents = {"type": "object", "properties": {"contents": {"type": "array", "items": item}}}
    schema = item if one else {"allOf": [{"$ref": "#/components/schemas/Page"}, contents]}
    names = [*(["id"] if one else []), *view.parameters]
    answers = _answers(schema)
    if not one:
        answers["200"]["content"]["application/x-ndjson"] = {"schema": item}
    return {
        "operationId": view.operation,
        "summary": view.__doc__,
        "parameters": [{"$ref": f"#/components/parameters/{name}"} for name in names],
        "responses": answers,
    }


def _answers(schema: dict) -> dict:
    error = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    return {
        "200": {"description": "OK", "content": {"application/json": {"schema": schema}}},
        "304": {"description": "Nothing changed (If-None-Match, If-Modified-Since)."},
        "4XX": {"description": "The call is wrong, or there is nothing.", "content": error},
    }
