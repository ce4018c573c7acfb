"""Every fact about standing, the one door they go through, and the computed periods."""
