"""Cues → cues that are fit to broadcast, by a profile."""
