"""A cue's text → text that every subtitle file can hold and every reader gives back."""

import re
from typing import Final
from unicodedata import category


def clean_text(text: str) -> str:
    """Mend a text; one that is fine comes back as it is."""
    return trim_lines(replace_characters(text))


def replace_characters(text: str) -> str:
    """Replace what no subtitle can hold.

    CR, VT, FF, FS, GS, RS, NEL, LS and PS become LF. Other control characters but TAB are removed. Lone surrogates,
    U+FFFE and U+FFFF, which are no characters, become U+FFFD.
    """
    return _NO_CHARACTER.sub("\ufffd", _CONTROL.sub("", _LINE_END.sub("\n", text)))


def trim_lines(text: str) -> str:
    """Take the white space from the ends of each line, and the blank lines."""
    return "\n".join(line for part in text.split("\n") if (line := part.strip()))


def is_blank(text: str) -> bool:
    """Tell a text that shows nothing: white space and format characters, such as U+200B, alone."""
    return not text or all(character.isspace() or category(character) == "Cf" for character in text)


def is_plain(text: str) -> bool:
    """Tell quickly that a text is fine: a False only says that `clean_text` must look."""
    return text.isprintable() and text.strip() == text


def are_plain(texts: tuple[str, ...]) -> bool:
    """Tell quickly that all texts are fine and none is blank."""
    whole = "".join(texts)
    # Of all white space only the space is printable.
    return _is_printable(whole) and all(texts) and (" " not in whole or tuple(map(str.strip, texts)) == texts)


def _is_printable(text: str) -> bool:
    """Do as `str.isprintable`, for ASCII three times as fast."""
    if not text.isascii():
        return text.isprintable()
    data = text.encode()
    return len(data) == len(data.translate(None, _ASCII_CONTROLS))


_ASCII_CONTROLS: Final = bytes([*range(32), 127])
_LINE_END: Final = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")
_NO_CHARACTER: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")
