"""What is decided together: by people with lived experience, family carers, practitioners, providers, commissioners."""
