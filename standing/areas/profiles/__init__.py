"""Role profiles: what a role needs. The lines of a profile in use are requirements in the record."""
