"""A transcript → cues ↔ SubRip, WebVTT and other subtitle forms."""
