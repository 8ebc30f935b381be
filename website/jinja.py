"""The environment of the pages: sentences in the page's language, addresses that keep it, links in plain text."""

import hashlib
import re
from functools import cache
from urllib.parse import urlencode

from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, pass_context
from markupsafe import Markup, escape

from locales import catalogue
from locales.catalogue import ntranslate, translate
from locales.languages import match
from locales.render import render
from locales.values import format_value

# A web address, an e-mail address, or a number in international form; isolating marks (U+2066-2069) end them.
_LINK = re.compile(
    r"(?P<url>https?://[^\s<>\"\u2066-\u2069]+)|(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<phone>\+\d[\d\u00a0 ()\-/]{5,}\d)"
)
_ENDS_A_SENTENCE = ".,;:!?)]}»\"'،؛؟"


def environment(**options) -> Environment:
    """What Django's Jinja2 backend asks for (settings.TEMPLATES)."""
    made = Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True, **options)
    made.globals.update(
        _=sentence, ngettext=plural, address=address, asset=asset, place=place, language_name=language_name
    )
    made.filters.update(linked=linked, leading=leading, paragraphs=paragraphs, phone=phone, dial=dial)
    return made


@pass_context
def sentence(context, msgid: str, **values) -> str:
    """`_("… {name} …", name=value)`: the sentence in the page's language; values as for `locales.render`."""
    code = context["language"].code
    return render(msgid, values, code, "website") if values else translate(msgid, code, "website")


@pass_context
def plural(context, singular: str, several: str, n: int) -> str:
    """`ngettext("{n} service", "{n} services", n)`: the form for n, with n written as the language writes it."""
    code = context["language"].code
    chosen = ntranslate(singular, several, n, code, "website")
    return chosen.replace("{n}", format_value({"type": "number", "number": str(n)}, code))


@pass_context
def address(context, name: str, *parts, language: str | None = None, **query) -> str:
    """The address of a page in the page's language (or another; '': none), with a query; empty values left out."""
    query = {"language": context["language"].code if language is None else language, **query}
    kept = {key: value for key, value in query.items() if value not in (None, "", [], ())}
    return reverse(name, args=parts) + (f"?{urlencode(kept, doseq=True)}" if kept else "")


@pass_context
def place(context, city) -> str:
    """The name of a city in the page's language, its own where that language has none of its own for it."""
    return catalogue.found(city.name, context["language"].code, "directory") or city.name


def language_name(code: str) -> str:
    """A language's own name; the code itself where it is not served."""
    found = match(code)
    return found.name if found else code


def asset(path: str) -> str:
    """The address of a static file, with a version so that browsers may keep it."""
    return f"{static(path)}?v={_stamp(path)}"


@cache
def _stamp(path: str) -> str:
    with open(finders.find(path), "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()[:10]


def linked(text: str) -> Markup:
    """Plain text with its addresses and phone numbers as links that run left to right."""
    parts, at = [], 0
    for found in _LINK.finditer(text or ""):
        target = found.group()
        if found.lastgroup == "url":
            target = target.rstrip(_ENDS_A_SENTENCE)
        parts.append(escape(text[at : found.start()]))
        href = {"url": target, "email": f"mailto:{target}"}.get(found.lastgroup) or f"tel:{dialled(target)}"
        parts.append(Markup('<a href="{}" dir="ltr">{}</a>').format(href, target))
        at = found.start() + len(target)
    return Markup("").join([*parts, escape((text or "")[at:])])


def leading(text: str, pages: dict[str, str | None]) -> Markup:
    """`linked`, and the names among `pages` lead to their pages."""
    names = sorted((name for name, page in pages.items() if page), key=len, reverse=True)
    if not names:
        return linked(text)
    parts = re.split(f"({'|'.join(map(re.escape, names))})", text)
    link = Markup('<a href="{}">{}</a>')
    return Markup("").join(link.format(pages[part], part) if part in names else linked(part) for part in parts)


def phone(number: str) -> Markup:
    """A phone number to tap."""
    return Markup('<a href="tel:{}" dir="ltr">{}</a>').format(dialled(number), number)


def dial(text: str, number: str) -> Markup:
    """A sentence with this number in it to tap; short numbers, which `linked` does not know from other figures."""
    before, found, after = text.partition(number)
    return escape(before) + (phone(found) if found else "") + escape(after)


def dialled(number: str) -> str:
    """The number without a bracketed zero after the country code, which is not dialled from abroad: +358 (09) 310 …"""
    return re.sub(r"[^\d+]", "", re.sub(r"^(\+\d+)\s*\(0(\d*)\)", r"\1\2", number))


def paragraphs(text: str) -> Markup:
    """Plain text in paragraphs: empty lines part them, lines that begin with '• ' make a list."""
    html = []
    for block in re.split(r"\n\s*\n", (text or "").strip()):
        lines = block.split("\n")
        if all(line.startswith("• ") for line in lines):
            items = Markup("").join(Markup("<li>{}</li>").format(linked(line[2:])) for line in lines)
            html.append(Markup("<ul>{}</ul>").format(items))
        else:
            html.append(Markup("<p>{}</p>").format(Markup("<br>").join(linked(line) for line in lines)))
    return Markup("\n").join(html)
