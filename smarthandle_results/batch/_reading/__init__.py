"""Paths → files → chunks of bodies, each with its place."""
