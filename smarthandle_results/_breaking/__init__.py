"""Text → where it may be cut, and how good each cut is: no cue, no time, no profile."""
