"""Give each line its key: the one that it had in the version before, where that asks for the same."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import migrations

Pair = tuple[str, str]


def give_keys(apps: Any, schema_editor: Any) -> None:
    """A line goes on from the one for the same standard and context, else from one it was carried over from."""
    Version = apps.get_model('profiles', 'ProfileVersion')
    Line = apps.get_model('profiles', 'ProfileLine')
    before: dict[Pair, str] = {}
    profile, changed = None, []
    for version in Version.objects.order_by('profile_id', 'number').prefetch_related('lines'):
        if version.profile_id != profile:
            before, profile = {}, version.profile_id
        here: dict[Pair, str] = {}
        lines = sorted(version.lines.all(), key=lambda line: (bool(line.came_from), line.pk))
        for line in lines:
            keys = [before[pair] for pair in _pairs(line, before)]
            free = [key for key in keys if key not in here.values()]
            line.key = free[0] if free else uuid.uuid4().hex
            line.stands_for = [key for key in keys if key != line.key]
            here[line.standard_id, line.context] = line.key
            changed.append(line)
        before = here
    Line.objects.bulk_update(changed, ['key', 'stands_for'], batch_size=500)


def _pairs(line: Any, before: Iterable[Pair]) -> list[Pair]:
    if not line.came_from:
        return [pair for pair in [(line.standard_id, line.context)] if pair in before]
    return [pair for pair in before if pair[0] in line.came_from and pair[1] in ('', line.context)]


class Migration(migrations.Migration):

    dependencies = [
        ('profiles', '0003_functions_and_groups'),
    ]

    operations = [
        migrations.RunPython(give_keys, migrations.RunPython.noop),
    ]
