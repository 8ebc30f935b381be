"""What callers send and get, as the OpenAPI document shows it."""

from rest_framework import serializers

from website.errors import ApiError


def read(body, *fields: str) -> dict:
    """The named fields of a JSON object; ApiError 400 where the body is no object or a field is no text."""
    if not isinstance(body, dict):
        raise ApiError("bad_request", 400)
    found = {}
    for field in fields:
        value = body.get(field)
        if value is not None and not isinstance(value, str):
            raise ApiError("bad_request", 400)
        found[field] = value
    return found


class Button(serializers.Serializer):
    """A quick reply."""

    title = serializers.CharField()
    payload = serializers.CharField()


class Source(serializers.Serializer):
    """Where a statement comes from."""

    title = serializers.CharField()
    url = serializers.CharField(allow_null=True)
    as_of = serializers.CharField(allow_null=True)
    checked_on = serializers.CharField(allow_null=True)


class EnquiryOffer(serializers.Serializer):
    """With what an enquiry would begin that is offered beside a message; `code`: the person has left one already."""

    origin = serializers.CharField(required=False)
    topic = serializers.CharField(required=False, allow_blank=True)
    service = serializers.CharField(required=False)
    barrier = serializers.DictField(child=serializers.CharField(allow_blank=True), required=False)
    code = serializers.BooleanField(required=False)


class MessageBody(serializers.Serializer):
    """A message (docs/architecture.md has the card of a service)."""

    id = serializers.UUIDField()
    text = serializers.CharField()
    language = serializers.CharField()
    direction = serializers.ChoiceField(["ltr", "rtl"])
    buttons = Button(many=True)
    services = serializers.ListField(child=serializers.DictField())
    sources = Source(many=True)
    enquiry = EnquiryOffer(allow_null=True)
    topic = serializers.CharField(allow_blank=True, help_text="Code of the directory's topic that an answer is about")

    def get_fields(self):
        """`from` is a word of Python's own, so it cannot stand as a class attribute."""
        return {**super().get_fields(), "from": serializers.ChoiceField(["guide", "person", "staff"])}


class NewConversation(serializers.Serializer):
    """What opens a conversation."""

    language = serializers.CharField(help_text="BCP 47 tag of the page")
    city = serializers.CharField()


class OpenedConversation(serializers.Serializer):
    """A new conversation with its key."""

    id = serializers.UUIDField()
    token = serializers.CharField()
    messages = MessageBody(many=True)


class Question(serializers.Serializer):
    """What a person writes, or the payload of a button."""

    text = serializers.CharField(required=False)
    payload = serializers.CharField(required=False)
    client_id = serializers.CharField(required=False)


class Understood(serializers.Serializer):
    """What was understood."""

    intent = serializers.CharField(allow_null=True)
    confidence = serializers.FloatField()
    language = serializers.CharField(allow_null=True)


class Reply(serializers.Serializer):
    """The answer to a question."""

    messages = MessageBody(many=True)
    understood = Understood(allow_null=True)
    handled_by = serializers.ChoiceField(["guide", "staff"])


class ConversationBody(serializers.Serializer):
    """A conversation so far, or what is new in it."""

    id = serializers.UUIDField()
    language = serializers.CharField()
    handled_by = serializers.ChoiceField(["guide", "staff"])
    messages = MessageBody(many=True)


class LanguageChoice(serializers.Serializer):
    """The explicit choice of a language."""

    language = serializers.CharField()


class Feedback(serializers.Serializer):
    """Whether an answer helped."""

    helped = serializers.BooleanField()
