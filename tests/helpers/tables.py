"""The names of the tables of the command and of engines, and of the columns whose text is JSON."""

from typing import Final

TABLES: Final = ("cues", "copies", "usage", "pairs", "media", "payloads", "jobs", "errors")
ENGINE_TABLES: Final = (*TABLES, "subtitles")
JSON_COLUMNS: Final = frozenset({"fields", "other_counts", "extra"})
