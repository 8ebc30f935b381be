"""The placeholders of officers' pages: `%(name)s`, as Django's gettext and its templates fill them in."""

import re

from locales.template import TemplateError

# The conversions of Python's % (docs.python.org, 'printf-style String Formatting'), without the flag of a space: in
# '5 % of them' it is a sign of the sentence.
_CONVERSION = re.compile(r"%(?:\((?P<name>\w+)\))?(?:[-+#0]*[\d.]*)(?P<kind>[diouxXeEfFgGcrsa%])")


def written(text: str) -> frozenset[str]:
    """The placeholders of a sentence as they stand in it; `%%` too, which tells that the sentence will be filled in.

    Where nothing is filled in, a lone `%` is a per cent sign. Raises TemplateError where filling in would fail: a stray
    `%` beside placeholders, or two without names, which a translator could not put in another order.
    """
    found = list(_CONVERSION.finditer(text))
    if sum(match["name"] is None and match["kind"] != "%" for match in found) > 1:
        raise TemplateError("more than one placeholder without a name")
    if found and "%" in _CONVERSION.sub("", text):
        raise TemplateError("a stray '%': beside placeholders it is written '%%'")
    return frozenset(match[0] for match in found)
