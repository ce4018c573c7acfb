"""Everything that is done to rotas, cover rules and registrations: each asks first, and tells the audit trail."""

from standing.areas.cover.actions.registrations import (
    give_up_registration,
    record_registration,
    retract_registration,
)
from standing.areas.cover.actions.rotas import (
    add_shift,
    change_placement,
    put_on_shift,
    remove_shift,
    replace_rota,
    take_off_shift,
)
from standing.areas.cover.actions.rules import LineWanted, add_line, end_line, end_rule, set_rule

__all__ = [
    "LineWanted",
    "add_line",
    "add_shift",
    "change_placement",
    "end_line",
    "end_rule",
    "give_up_registration",
    "put_on_shift",
    "record_registration",
    "remove_shift",
    "replace_rota",
    "retract_registration",
    "set_rule",
    "take_off_shift",
]
