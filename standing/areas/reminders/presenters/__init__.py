"""What messages say, and what the pages about them show."""
