"""Benchmarks: what the reader gets right on corpora that nobody here wrote, and what it costs."""
