"""Where the pages about messages lie."""

from django.urls import path

from standing.areas.reminders.views import messages

app_name = "reminders"
urlpatterns = [
    path("messages/", messages.messages, name="messages"),
    path("messages/to-come/", messages.to_come, name="to_come"),
    path("messages/to-come/<int:key>/", messages.preview, name="preview"),
    path("messages/mine/", messages.mine, name="mine"),
    path("messages/<int:key>/", messages.message, name="message"),
]
