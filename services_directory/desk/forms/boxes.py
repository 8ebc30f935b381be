"""Boxes to tick."""

from django import forms


class Boxes(forms.CheckboxSelectMultiple):
    """As Django's, made by one template: the form of a service has a hundred boxes and more, and Django makes each of
    them by three. Choices in groups are shown without their groups."""

    template_name = "desk/widgets/boxes.html"
