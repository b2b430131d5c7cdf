"""Many bodies at once → the columns of their cues: speed alone, without which nothing else would change."""
