"""The pages of policies, changes, feeds and observations as they are shown."""
