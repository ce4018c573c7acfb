"""The `standing` command: one module for each command."""
