"""Standing: who meets which standard today, who is about to stop, why, and what would put it right."""
