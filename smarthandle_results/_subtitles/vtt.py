"""Cues → WebVTT (`.vtt`) text.

Plain cues are written, escaped, without STYLE or REGION, because ffmpeg reads no cue of a file that has them.
"""

from collections.abc import Iterable

from smarthandle_results._models import Cue, Result
from smarthandle_results._subtitles.blocks import write_blocks
from smarthandle_results._subtitles.cues import to_cues
from smarthandle_results._text import clean_text
from smarthandle_results._wanted import require_type


def to_vtt(source: Result | Iterable[Cue], *, note: str | None = None) -> str:
    r"""Write WebVTT: times as `HH:MM:SS.mmm`, hours without limit, lines that end in LF, no byte order mark.

    `source` is a transcript, a result that has one, or cues, as `to_cues` accepts them; what no file can hold is mended
    as it does. `&`, `<` and `>` are escaped. `note` becomes a comment before the cues; `to_note` makes one from a
    response. Save the text as UTF-8, as `to_srt` says. The last cue too has an empty line after it, so that joined
    files can be told from text. Without cues it is only the header.

    Source: WebVTT, https://www.w3.org/TR/webvtt1/.

    >>> to_vtt([Cue(0, 1500, "a < b")], note="JobId: 1")
    'WEBVTT\n\nNOTE\nJobId: 1\n\n00:00:00.000 --> 00:00:01.500\na &lt; b\n\n'
    """
    cues = to_cues(source)
    if note is not None:
        require_type("note", note, str)
    comment = clean_text(note or "").replace("-->", "--\u2060>")  # which would end the comment
    header = f"WEBVTT\n\nNOTE\n{comment}" if comment else "WEBVTT"
    blocks = write_blocks(["\n\n"] * len(cues), cues, escape_all(cues.texts), ".")
    return f"{header}{blocks}\n\n" if blocks else f"{header}\n"


def escape_all(texts: tuple[str, ...]) -> Iterable[str]:
    """Escape what WebVTT would read as markup or a character reference."""
    whole = "".join(texts)
    if "&" in whole or "<" in whole or ">" in whole:
        return (text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for text in texts)
    return texts
