"""Cover as pages show it."""
