"""The chain of events (what was written, by whom, when, why) and the log of who looked."""
