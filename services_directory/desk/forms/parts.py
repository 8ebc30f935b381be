"""One value entered in several inputs, each with a label of its own."""

# ruff: noqa: D102 - methods of the framework keep its meaning

from django import forms


class PartsWidget(forms.MultiWidget):
    """Inputs side by side in a fieldset; `labels` name them, one each."""

    template_name = "desk/widgets/parts.html"
    use_fieldset = True

    def __init__(self, widgets, labels, attrs=None):
        self.labels = labels
        super().__init__(widgets, attrs)

    def decompress(self, value):
        return [None] * len(self.widgets) if value is None else list(value)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for part, widget, label in zip(context["widget"]["subwidgets"], self.widgets, self.labels, strict=True):
            # A group of boxes has no one input that a label could name.
            part["part_label"], part["is_group"] = label, isinstance(widget, forms.CheckboxSelectMultiple)
        return context


class PartsField(forms.MultiValueField):
    """A field of several; says at each which part is wrong. Subclasses give `compress` and their widget's reading."""

    def __init__(self, fields, labels, *, widget_class=PartsWidget, **kwargs):
        kwargs.setdefault("require_all_fields", False)
        for field in fields:
            field.required = False
        kwargs["widget"] = widget_class([field.widget for field in fields], labels)
        super().__init__(fields, **kwargs)

    def prepare_value(self, value):
        """A record's value as the list of its parts; what was typed comes back as it was typed."""
        return value if isinstance(value, list) or value is None else self.split(value)

    def split(self, value) -> list:
        """The parts of a value."""
        raise NotImplementedError

    def has_changed(self, initial, data):
        parts = self.prepare_value(initial) or [None] * len(self.fields)
        return super().has_changed(parts, data)
