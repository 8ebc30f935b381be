"""Known gaps and error reports have histories."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone


def begin_histories(apps, schema_editor):
    """What is there already is the first version of its history: the next change does not lose it."""
    for name in ("KnownGap", "ErrorReport"):
        history = apps.get_model("services_directory", f"Historical{name}")
        kept = {field.attname for field in history._meta.concrete_fields}
        rows = apps.get_model("services_directory", name).objects.all()
        names = [field.attname for field in rows.model._meta.concrete_fields if field.attname in kept]
        history.objects.bulk_create(
            (history(history_date=timezone.now(), history_type="+", **values) for values in rows.values(*names)),
            batch_size=500,
        )


class Migration(migrations.Migration):

    dependencies = [
        ('services_directory', '0012_review_of_sources'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='knowngap',
            name='author',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='author'),
        ),
        migrations.CreateModel(
            name='HistoricalErrorReport',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('language', models.CharField(max_length=12, verbose_name='language')),
                ('reported_at', models.DateTimeField(blank=True, editable=False, verbose_name='reported')),
                ('state', models.CharField(choices=[('open', 'open'), ('settled', 'settled'), ('declined', 'nothing was wrong')], default='open', max_length=10, verbose_name='state')),
                ('outcome', models.TextField(blank=True, verbose_name='what came of it')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('city', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='services_directory.city', verbose_name='city')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('service', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='services_directory.service', verbose_name='service')),
            ],
            options={
                'verbose_name': 'historical error report',
                'verbose_name_plural': 'historical error reports',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalKnownGap',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('cell', models.JSONField(default=dict, verbose_name='where')),
                ('plan', models.TextField(max_length=2000, verbose_name='the plan')),
                ('until', models.DateField(verbose_name='until')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('author', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='author')),
                ('city', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='services_directory.city', verbose_name='city')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical known gap',
                'verbose_name_plural': 'historical known gaps',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.RunPython(begin_histories, migrations.RunPython.noop),
    ]
