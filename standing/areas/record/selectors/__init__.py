"""What may be read from the record, each limited to what the asking account may see."""
