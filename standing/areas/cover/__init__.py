"""Cover: rotas, the rules set for shifts, professional registration, and whether a shift meets the rule."""
