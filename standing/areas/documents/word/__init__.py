"""Job descriptions as Word documents: written into a template, ours or the organisation's own."""
