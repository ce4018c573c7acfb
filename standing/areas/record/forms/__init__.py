"""The forms of the record's pages, one module a group of pages."""
