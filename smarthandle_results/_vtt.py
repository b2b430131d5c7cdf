"""Cues → WebVTT (`.vtt`) text: plain cues, escaped, with no STYLE or REGION, at which ffmpeg reads no cue at all."""

from collections.abc import Iterable

from smarthandle_results._cues import to_cues
from smarthandle_results._models import Cue
from smarthandle_results._stamps import list_minutes, list_seconds
from smarthandle_results._text import clean_text


def to_vtt(cues: Iterable[Cue], *, note: str | None = None) -> str:
    """Write WebVTT: `HH:MM:SS.mmm`, hours without limit, LF, text for UTF-8, no byte order mark.

    Cues that did not come from this library are first mended as `to_cues` does. `&`, `<` and `>` are escaped. `note`
    stands ahead of the cues as a comment: `to_note` makes one. No cues give the header alone.

    Source: WebVTT, https://www.w3.org/TR/webvtt1/.
    """
    cues = to_cues(cues)
    minutes, seconds = list_minutes(max(cues.ends_ms, default=0)), list_seconds(".")
    comment = clean_text(note or "").replace("-->", "--\u2060>")  # which would end the comment
    parts = ["WEBVTT\n", f"NOTE\n{comment}\n"] if comment else ["WEBVTT\n"]
    parts += [
        f"{minutes[start // 60_000]}{seconds[start % 60_000]} --> "
        f"{minutes[end // 60_000]}{seconds[end % 60_000]}\n{text}\n"
        for start, end, text in zip(cues.starts_ms, cues.ends_ms, _escape_all(cues.texts), strict=True)
    ]
    return "\n".join(parts)


def _escape_all(texts: tuple[str, ...]) -> Iterable[str]:
    all_text = "\n".join(texts)
    if "&" in all_text or "<" in all_text or ">" in all_text:
        return (text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for text in texts)
    return texts
