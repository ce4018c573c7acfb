from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('profiles', '0004_keys_of_lines'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='profileline',
            constraint=models.UniqueConstraint(fields=('version', 'key'), name='profile_line_of_a_key_once'),
        ),
    ]
