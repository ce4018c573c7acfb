"""Made-up copies of the source documents, with every trap, and ways to damage a copy."""
