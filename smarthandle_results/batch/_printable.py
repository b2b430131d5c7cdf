"""Any text → text that is safe to print."""


def to_printable(text: str) -> str:
    r"""Replace what moves the cursor, colors, hides or reverses text by its escape, and LF by a slash.

    >>> to_printable("a\x1b[31m\nb")
    'a\\u001b[31m / b'
    """
    return "".join(char if char.isprintable() else _escape(char) for char in text)


def _escape(char: str) -> str:
    return " / " if char == "\n" else f"\\u{ord(char):04x}"
