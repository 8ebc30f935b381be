"""The day a record was made, from which its first review counts; a further state of addresses."""

import datetime

from django.db import migrations, models
from django.db.models import Min


def from_history(apps, schema_editor):
    """Records that are there already were made on the day of the first entry of their history."""
    Service = apps.get_model("services_directory", "Service")
    HistoricalService = apps.get_model("services_directory", "HistoricalService")
    first = HistoricalService.objects.order_by().values_list("id").annotate(made=Min("history_date"))
    for pk, made in first.iterator():
        Service.objects.filter(pk=pk).update(made_on=made.date())
        HistoricalService.objects.filter(id=pk).update(made_on=made.date())


class Migration(migrations.Migration):

    dependencies = [("services_directory", "0003_officers_desk")]

    operations = [
        migrations.AddField(
            model_name="service",
            name="made_on",
            field=models.DateField(auto_now_add=True, default=datetime.date.today, verbose_name="made on"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="historicalservice",
            name="made_on",
            field=models.DateField(blank=True, default=datetime.date.today, editable=False, verbose_name="made on"),
            preserve_default=False,
        ),
        migrations.RunPython(from_history, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="linkcheck",
            name="state",
            field=models.CharField(
                choices=[
                    ("ok", "answers"), ("moved", "has moved"), ("slow", "slow"), ("blocked", "refuses programs"),
                    ("failing", "does not answer just now"), ("dead", "dead"),
                ],
                max_length=10,
                verbose_name="state",
            ),
        ),
    ]
