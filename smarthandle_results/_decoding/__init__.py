"""A body's bytes → `Response` → its result."""
