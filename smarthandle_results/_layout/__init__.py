"""Cues → cues that fit a profile, and what a profile finds wrong with cues."""
