"""Measurements: what the README says of speed and memory, one command each."""
