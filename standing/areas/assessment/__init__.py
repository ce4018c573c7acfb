"""Evidence, claims and the decisions on them: from the first plan to a decision that was checked."""
