"""Benchmarks: made-up work of a realistic shape, and how fast it is done. `make bench` prints the table."""
