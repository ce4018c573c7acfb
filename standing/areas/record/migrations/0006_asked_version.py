"""A word that changes with what is asked of everyone. Its triggers are put in place after every migration."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0005_who_may_assess'),
    ]

    operations = [
        migrations.RunSQL(
            'CREATE TABLE record_asked_version (version varchar(32) NOT NULL)',
            'DROP TABLE record_asked_version',
        ),
    ]
