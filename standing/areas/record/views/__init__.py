"""The record's pages, one module a group of pages."""
