"""Cues in, fewer cues out: neighbours that are parts of one sentence, close in time, and fit on the screen together."""
