"""What a version asks of everyone in the role, as the record takes it. A desirable line never becomes a requirement,
and neither does a line of a group: nobody has to hold that very one.
"""

from collections.abc import Iterable

from standing.areas.profiles.models import Need, ProfileLine
from standing.areas.record.requirements import Required


def wanted_by(lines: Iterable[ProfileLine]) -> list[Required]:
    """The essential lines outside groups, as requirements of the record."""
    return [
        Required(line.standard_id, line.context, line.needed_by_days)
        for line in lines
        if line.need == Need.ESSENTIAL and line.group_id is None
    ]
