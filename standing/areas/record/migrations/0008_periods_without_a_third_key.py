# Made by makemigrations; two keys of the periods begin with the person already.

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_merges"),
        ("record", "0007_restricted_practice"),
    ]

    operations = [
        migrations.AlterField(
            model_name="period",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="periods",
                to="people.person",
            ),
        ),
    ]
