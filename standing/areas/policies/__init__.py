"""Policies, guidance, law and alerts: how far each has come, the changes they make, and what feeds say of them."""
