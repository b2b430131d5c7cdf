"""Any text → text that is safe to print."""


def show(text: str) -> str:
    """Neutralise what moves a cursor, colours, hides or turns text round."""
    return "".join(char if char.isprintable() else _escape(char) for char in text)


def _escape(char: str) -> str:
    return " / " if char == "\n" else f"\\u{ord(char):04x}"
