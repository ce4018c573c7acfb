"""Django apps, one for each area of the work, all of the same shape."""
