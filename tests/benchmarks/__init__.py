"""Measurements: `python -m tests.benchmarks NAME`, each in real windows and real processes."""
