"""The questions of rotas, cover rules and registrations."""
