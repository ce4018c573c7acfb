"""The web site that joins the areas: settings, addresses, base templates, form fields and components."""
