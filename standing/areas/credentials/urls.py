"""Where the pages of statements lie."""

from django.urls import path

from standing.areas.credentials.views import statements

app_name = "credentials"
urlpatterns = [
    path("people/<str:ref>/statements/<str:standard>/", statements.statements, name="statements"),
    path("statements/", statements.check, name="check"),
    path("statements/<str:code>/", statements.statement, name="statement"),
    path("statements/<str:code>/statement.pdf", statements.pdf, name="pdf"),
]
