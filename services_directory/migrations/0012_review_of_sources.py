"""Sources of guidance are reviewed as services are: how often, by whom, since when."""

import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Min


def from_history(apps, schema_editor):
    """Records that are there already were made on the day of the first entry of their history."""
    Source = apps.get_model("services_directory", "Source")
    HistoricalSource = apps.get_model("services_directory", "HistoricalSource")
    first = HistoricalSource.objects.order_by().values_list("id").annotate(made=Min("history_date"))
    for pk, made in first.iterator():
        Source.objects.filter(pk=pk).update(made_on=made.date())
        HistoricalSource.objects.filter(id=pk).update(made_on=made.date())


def _days(model: str) -> list[migrations.AddField]:
    return [
        migrations.AddField(
            model_name=model,
            name="review_after",
            field=models.PositiveSmallIntegerField(default=180, verbose_name="review after (days)"),
        ),
        migrations.AddField(
            model_name=model,
            name="reminded_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="reminded on"),
        ),
    ]


def _person(name: str) -> list[migrations.AddField]:
    return [
        migrations.AddField(
            model_name="source",
            name=name,
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+",
                to=settings.AUTH_USER_MODEL, verbose_name=name,
            ),
        ),
        migrations.AddField(
            model_name="historicalsource",
            name=name,
            field=models.ForeignKey(
                blank=True, null=True, db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+", to=settings.AUTH_USER_MODEL, verbose_name=name,
            ),
        ),
    ]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("services_directory", "0011_proposals_of_new_services"),
    ]

    operations = [
        migrations.AddField(
            model_name="source",
            name="made_on",
            field=models.DateField(auto_now_add=True, default=datetime.date.today, verbose_name="made on"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="historicalsource",
            name="made_on",
            field=models.DateField(blank=True, default=datetime.date.today, editable=False, verbose_name="made on"),
            preserve_default=False,
        ),
        *_days("source"),
        *_days("historicalsource"),
        *_person("owner"),
        *_person("deputy"),
        migrations.RunPython(from_history, migrations.RunPython.noop),
    ]
