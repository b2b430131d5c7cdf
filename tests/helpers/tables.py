"""The names of the tables, and of the columns whose text is JSON."""

from typing import Final

TABLES: Final = ("cues", "copies", "usage", "pairs", "media", "payloads", "jobs", "errors")
JSON_COLUMNS: Final = frozenset({"fields", "other_counts", "extra"})
