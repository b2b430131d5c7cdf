r"""A TextGenerate payload → `Copies`.

The payload is an array of strings or objects, one object, or plain text. Any of these may be what a chat model made of
it: inside a Markdown code fence, after a block of `<think>`; arrays and objects also in several fences, and with prose
around them.

Strategy: A fence is made of marks, three or more back-ticks or tildes in a row, and JSON may contain marks in its
strings. So what follows a mark is read as JSON first, and the closing mark is looked for only after that:

    Here: ```json ["a","use ``` here"]```    mark, word, JSON, mark        its copies are "a" and "use ``` here"
    ~~~\n["a","b                             mark, what begins as JSON     an error, as without the fence
    ```\nFresh\n```                          mark, text, mark, all of it   one copy, "Fresh"
    Use ```x``` or ```y```                   marks and other text          one copy, all of it

Every search goes on where the one before ended, so that a text of many marks takes no longer than others.
"""

import re
from collections.abc import Iterator
from typing import Final, final

from attrs import frozen

from smarthandle_results._decoding.json_text import (
    begins_as_json,
    is_array,
    is_object,
    load_json,
    load_payload,
    mismatch,
    to_json_value,
)
from smarthandle_results._decoding.paths import at_index, at_slice, in_string
from smarthandle_results._errors import DecodeError, Problems
from smarthandle_results._json import JsonObject
from smarthandle_results._models import Copies, Copy


def read_copies(text: str, path: str, root: str, problems: Problems) -> Copies:
    """Read the text of a payload; an item that is neither string nor object is a problem."""
    value, place = load_payload(text, path, root, problems)
    if value is not None:
        return Copies.of(_read_items(value, place, problems))
    text, path = _unquote(text, path, root, problems)
    parts = _find_parts(text)
    if not parts:
        return Copies((text,) if text.strip() else ())
    problems.note(path, "copies in a code fence or after a <think> block")
    return Copies.of(copy for part in parts for copy in _read_part(text, part, path, problems))


def has_more_than_copies(text: str) -> bool:
    """Return whether a payload has text around the parts that copies are read from."""
    text, _ = _unquote(text, ".", ".", Problems())
    at = 0
    for part in _find_parts(text):
        word = text[part.opens : part.start].strip("`~ \t\r\n").lower()
        if text[at : part.opens].strip() or word not in _FORMATS:
            return True
        at = part.closes
    return at > 0 and bool(text[at:].strip())


@final
@frozen
class _Part:
    """A part of a text that is a payload, from `start` to `end`; with the marks around it, from `opens` to `closes`."""

    opens: int
    start: int
    end: int
    closes: int


def _read_part(text: str, part: _Part, path: str, problems: Problems) -> Iterator[Copy]:
    inner, place = text[part.start : part.end].strip(), at_slice(path, part.start, part.end)
    value, root = load_payload(inner, place, in_string(place), problems)
    if value is not None:
        yield from _read_items(value, root, problems)
    elif inner:
        yield Copy(inner)


def _read_items(value: object, path: str, problems: Problems) -> Iterator[Copy]:
    if is_array(value):
        yield from (_read_copy(item, at_index(path, index), problems) for index, item in enumerate(value))
    else:
        yield _read_copy(value, path, problems)


def _read_copy(item: object, path: str, problems: Problems) -> Copy:
    if isinstance(item, str):
        return Copy(item)
    fields = to_json_value(item, path, problems) if is_object(item) else None
    if not isinstance(fields, JsonObject):
        problems.add(path, mismatch("string or object", item))
        return Copy(None)
    texts = (value for key in _TEXT_KEYS if isinstance(value := fields.get(key), str))
    return Copy(next(texts, None), fields)


def _unquote(text: str, path: str, root: str, problems: Problems) -> tuple[str, str]:
    """Return the text that a JSON string contains, with its path, if it has parts; any other text as it is."""
    if not _QUOTED_MARK.match(text):
        return text, path
    try:
        inner: str = load_json(text, path)
    except DecodeError:
        return text, path
    if not _find_parts(inner):
        return text, path
    problems.note(path, "JSON that was encoded once more")
    return inner, root


def _find_parts(text: str) -> list[_Part]:
    """Find the parts of a text that are payloads, in order; none if that is all of it, or unclear."""
    thought = _THOUGHT.match(text)
    start = thought.end() if thought else 0
    return (
        [*_find_fenced_json(text, start)]
        or _find_fenced_text(text, start)
        or ([_Part(start, start, len(text), len(text))] if thought else [])
    )


def _find_fenced_json(text: str, start: int) -> Iterator[_Part]:
    mark = _MARK.search(text, start)
    while mark:
        opening = _BEFORE_JSON.match(text, mark.end())
        if opening and begins_as_json(text, opening.end()):
            end = _find_end(text, opening.end())
            closing = _AFTER_JSON.match(text, end) if end else None
            if not closing:  # it was cut short, or garbled
                closing = _MARK.search(text, mark.end())
                end = closing.start() if closing else len(text)
            yield _Part(mark.start(), opening.end(), end, closing.end() if closing else end)
        else:
            closing = _MARK.search(text, mark.end())
        mark = _MARK.search(text, closing.end()) if closing else None


def _find_end(text: str, start: int) -> int:
    """Find the end of the array or object that begins at a place; 0 if it has none, at the latest before a mark."""
    depth = 0
    for token in _TOKEN.finditer(text, start):
        if token.lastgroup == "stops":
            break
        depth += _DEPTHS.get(token.lastgroup, 0)
        if not depth:
            return token.end()
    return 0


def _find_fenced_text(text: str, start: int) -> list[_Part]:
    """Find the one fence that encloses all of a text, with its first mark on a line of its own."""
    match [*_MARK.finditer(text, start)]:
        case [opening, closing] if opening[0] == closing[0]:
            pass
        case _:
            return []
    around = text[start : opening.start()] + text[closing.end() :]
    head, line_end, _ = text[opening.end() : closing.start()].partition("\n")
    if not line_end or not _INFO.fullmatch(head) or around.strip():
        return []
    return [_Part(opening.start(), opening.end() + len(head), closing.start(), closing.end())]


_TEXT_KEYS: Final = ("text", "content", "copy")
"""No form of a copy that is an object is published: these are the keys that similar payloads use elsewhere."""

_MARK: Final = re.compile(r"`{3,}+|~{3,}+")
# Possessive, or the white space would be divided in all ways, in quadratic time.
_BEFORE_JSON: Final = re.compile(r"[ \t]*+[\w+.-]*+\s*+(?=[\[{])")
_AFTER_JSON: Final = re.compile(r"\s*(?:`{3,}+|~{3,}+|\Z)")
_FORMATS: Final = ("", "json", "json5", "jsonc", "text", "txt", "plaintext", "plain", "markdown", "md")
"""The words after a fence's mark that are no text of its author."""

_TOKEN: Final = re.compile(
    r"""(?P<opens> [\[{] ) | (?P<closes> [\]}] ) | " (?: [^"\\]++ | \\. )*+ " | (?P<stops> ["`~] )""", re.VERBOSE
)
"""What counts in JSON where only its end is to be found; a quote that ends nowhere, or a mark, is not in it."""

_DEPTHS: Final[dict[str | None, int]] = {"opens": 1, "closes": -1}
_INFO: Final = re.compile(r"[ \t]*+[\w+.-]*+\s*+", re.ASCII)
_THOUGHT: Final = re.compile(r"\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
_QUOTED_MARK: Final = re.compile(r'\s*".*?(?:```|~~~|<think)', re.IGNORECASE)
