"""A `Response` → a decoded job → rows → columns, JSON Lines and CSV."""
