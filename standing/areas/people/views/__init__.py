"""The pages of administration, the audit trail, and who looked. Each view calls one action or reads by selectors."""
