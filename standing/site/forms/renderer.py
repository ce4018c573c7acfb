"""Django draws every form and field through our templates."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class NhsRenderer(TemplatesSetting):
    """Fields as NHS field groups; a whole form as its fields one under another."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
