"""What the record's pages show, built from selectors' answers, one module a group of pages."""
