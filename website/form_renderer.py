"""How fields of forms become HTML."""

from functools import cached_property

from django.forms.renderers import DjangoTemplates, Jinja2


class FormRenderer(DjangoTemplates):
    """Django's own fields by Django's own Jinja2 templates, all others by its template language.

    Both say the same; Jinja2 compiles them. The form of a service has some three hundred fields and labels.
    """

    @cached_property
    def _compiled(self) -> Jinja2:
        return Jinja2()

    def get_template(self, template_name: str):
        """The template of that name. Raises TemplateDoesNotExist."""
        if template_name.startswith("django/forms/"):
            return self._compiled.get_template(template_name)
        return super().get_template(template_name)
