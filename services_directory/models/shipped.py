"""What ships with the project and what an officer makes of it."""

from django.db import models
from django.utils.translation import gettext_lazy


class Shipped(models.Model):
    """A record that content files may bring.

    `shipped_hash` is the hash of the entry it was loaded from. While the entry stays the same, a further load leaves
    the record alone, so what an officer changed stays; once the entry changes, the new entry wins.
    """

    shipped_hash = models.CharField(gettext_lazy("shipped content"), max_length=40, blank=True, editable=False)

    class Meta:
        abstract = True
