"""Decodes GetSmartHandleJob response bodies into subtitles, copy lists and token-usage records."""
