"""Benchmarks: the app beside a bare loop that does the same calls, on simulators without limits."""
