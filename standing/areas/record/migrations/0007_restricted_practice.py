# Made by makemigrations; the restrictions of practice, beside the facts of the rules.

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_merges'),
        ('record', '0006_asked_version'),
        ('standards', '0002_registers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Restriction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('staged', models.BooleanField(default=False, help_text='not a fact until its batch is activated')),
                ('recorded_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('source', models.CharField(blank=True, help_text='where the fact comes from, if not typed in here', max_length=300)),
                ('retracted_on', models.DateField(null=True)),
                ('retracted_at', models.DateTimeField(null=True)),
                ('retraction_reason', models.CharField(blank=True, max_length=500)),
                ('from_on', models.DateField()),
                ('to_on', models.DateField(null=True)),
                ('limits', models.CharField(help_text='what the person may and may not do', max_length=300)),
                ('reason', models.CharField(help_text='for the person and whoever may restrict, no others', max_length=500)),
                ('review_on', models.DateField()),
                ('batch', models.ForeignKey(help_text='the batch it came with', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.batch')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='restrictions', to='people.person')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_for', models.ForeignKey(help_text='the record it was written in, if it was merged into another', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('retracted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('retracted_with', models.ForeignKey(help_text='the batch it went with', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.batch')),
                ('standard', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='practice_restrictions', to='standards.standard')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('staged', False), models.Q(('batch__isnull', False), ('retracted_on__isnull', True)), _connector='OR'), name='restriction_staged_in_a_batch'), models.CheckConstraint(condition=models.Q(('retracted_with__isnull', True), ('retracted_on__isnull', False), _connector='OR'), name='restriction_goes_with_a_batch_once_retracted'), models.CheckConstraint(condition=models.Q(('retracted_on__isnull', True), ('retracted_on__gte', models.F('recorded_on')), _connector='OR'), name='restriction_retracted_after_recorded'), models.CheckConstraint(condition=models.Q(models.Q(('retracted_on__isnull', True), ('retraction_reason', '')), models.Q(('retracted_at__isnull', False), ('retracted_on__isnull', False), models.Q(('retraction_reason', ''), _negated=True)), _connector='OR'), name='restriction_retracted_with_a_reason'), models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='restriction_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('limits', ''), _negated=True), name='restriction_says_its_limits'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='restriction_says_why'), models.CheckConstraint(condition=models.Q(('review_on__gte', models.F('from_on'))), name='restriction_reviewed_once_begun')],
            },
        ),
    ]
