"""What callers send and get, as the OpenAPI document shows it."""

from rest_framework import serializers

from conversations.api.bodies import MessageBody
from enquiries.models import Barrier, Enquiry, Referral


class Key(serializers.Serializer):
    """A conversation with its key."""

    id = serializers.UUIDField()
    token = serializers.CharField()


class BarrierBody(serializers.Serializer):
    """What stopped somebody."""

    kind = serializers.ChoiceField(Barrier.Kind.choices)
    step = serializers.CharField(required=False)


class NewEnquiry(serializers.Serializer):
    """What opens an enquiry."""

    text = serializers.CharField(required=False, help_text="needed where the conversation has no question yet")
    city = serializers.CharField()
    language = serializers.CharField(help_text="BCP 47 tag")
    topic = serializers.CharField(required=False, help_text="code of the taxonomy")
    origin = serializers.ChoiceField(Enquiry.Origin.choices, required=False)
    service = serializers.CharField(required=False, help_text="id of a service")
    barrier = BarrierBody(required=False)
    email = serializers.EmailField(required=False, help_text="for 'there is a reply' alone")
    consent = serializers.BooleanField(help_text="staff may read the conversation")
    training = serializers.BooleanField(required=False, help_text="the guide may learn from it; without it: no")
    conversation = Key(required=False)
    client_id = serializers.CharField(min_length=16, help_text="random, the caller's own name of the call")


class OpenedEnquiry(serializers.Serializer):
    """A new enquiry; `code` null: it was there, and the code is the one given then."""

    code = serializers.CharField(allow_null=True)
    number = serializers.IntegerField()
    hours = serializers.CharField()
    waiting = serializers.CharField()
    messages = MessageBody(many=True)
    conversation = Key(required=False, help_text="where one was made for this enquiry")


class ReferralBody(serializers.Serializer):
    """A proposal to hand the enquiry on."""

    id = serializers.IntegerField()
    organization = serializers.CharField()
    note = serializers.CharField()
    state = serializers.ChoiceField(Referral.State.choices)


class MyEnquiry(serializers.Serializer):
    """An enquiry as the person who asked sees it."""

    number = serializers.IntegerField()
    city = serializers.CharField()
    language = serializers.CharField()
    direction = serializers.ChoiceField(["ltr", "rtl"])
    topic = serializers.CharField(allow_null=True)
    opened_at = serializers.DateTimeField()
    status = serializers.ChoiceField(Enquiry.Status.choices)
    status_text = serializers.CharField()
    handled_by = serializers.ChoiceField(["guide", "staff"])
    messages = MessageBody(many=True)
    unread = serializers.IntegerField()
    hours = serializers.CharField()
    waiting = serializers.CharField()
    referrals = ReferralBody(many=True)
    helped = serializers.BooleanField(allow_null=True)
    ask_helped = serializers.BooleanField(help_text="it is time to ask whether it helped")


class Words(serializers.Serializer):
    """A further message."""

    text = serializers.CharField()
    client_id = serializers.CharField()


class SentWords(serializers.Serializer):
    """The message as it was kept."""

    message = MessageBody()
    status = serializers.ChoiceField(Enquiry.Status.choices)
    status_text = serializers.CharField()


class HelpedBody(serializers.Serializer):
    """Whether it helped."""

    helped = serializers.BooleanField()


class Decision(serializers.Serializer):
    """What the person decides on a referral."""

    agreed = serializers.BooleanField()
