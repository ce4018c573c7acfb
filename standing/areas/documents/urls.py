"""Where the pages of documents lie."""

from django.urls import path

from standing.areas.documents.views import issued, pasted, templates, versions

app_name = "documents"
urlpatterns = [
    path("documents/", issued.documents, name="documents"),
    path("documents/template/", templates.template, name="template"),
    path("documents/template/current.docx", templates.current, name="current_template"),
    path("documents/template/default.docx", templates.default, name="default_template"),
    path("documents/template/go-back/", templates.go_back, name="go_back"),
    path("documents/<str:code>/", issued.document, name="issued"),
    path("documents/<str:code>/out-of-use/", issued.end, name="end"),
    path("documents/<str:code>/<str:kind>/", issued.file, name="issued_file"),
    path("profiles/<str:code>/versions/<int:number>/document/", versions.document, name="document"),
    path("profiles/<str:code>/versions/<int:number>/plain/", versions.plain, name="plain"),
    path("profiles/<str:code>/versions/<int:number>/document/issue/", versions.issue, name="issue"),
    path("profiles/<str:code>/versions/<int:number>/document/<str:kind>/", versions.file, name="file"),
    path("profiles/<str:code>/draft/paste/", pasted.paste, name="paste"),
]
