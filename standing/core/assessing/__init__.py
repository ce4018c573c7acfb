"""Claims, evidence and the judging of it: pure rules of the assessment workflow."""
