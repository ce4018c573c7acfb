"""What stands at the top of every page of an account: the safety alerts it has to sign, until it has."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from standing.areas.record.selectors.alerts import alerts_to_sign


def alerts(account: Any) -> list[tuple[str, str]]:
    """Each alert, as (title, address of the page that signs it). At most one query."""
    return [
        (alert.title, reverse("record:sign", args=[alert.subject, alert.version]))
        for alert in alerts_to_sign(by=account)
    ]
