"""Making messages, sending them, and what somebody asks to be told."""

from standing.areas.reminders.actions.alerting import tell_alert
from standing.areas.reminders.actions.making import make_messages
from standing.areas.reminders.actions.preferring import set_preference
from standing.areas.reminders.actions.sending import Sent, send_due

__all__ = ["Sent", "make_messages", "send_due", "set_preference", "tell_alert"]
