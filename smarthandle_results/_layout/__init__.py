"""Cues → cues that are fit to broadcast, by a profile."""

from smarthandle_results._layout.profiles import PROFILES, Profile
from smarthandle_results._layout.shape import shape

__all__ = ["PROFILES", "Profile", "shape"]
