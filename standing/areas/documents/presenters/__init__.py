"""Documents in words: their pages, and what is given to whatever prints them."""
