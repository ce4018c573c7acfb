"""From the catalogue to what its pages draw."""
