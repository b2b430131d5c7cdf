"""Cues, or the URL of a subtitle file → the subtitle tracks of an editing timeline.

What is made has no video and no audio, without which the engine refuses a timeline: it is to be merged into one that
has. The engine may also refuse one for a key that it does not know, so clips have only those that it documents.
"""

import re
from collections.abc import Iterable, Sequence
from heapq import heappop, heappush
from operator import le
from typing import Any, Final, TypeAlias

from smarthandle_results._decoding.content import write_contents
from smarthandle_results._models import Cue, Cues, Result
from smarthandle_results._shown import quote_value
from smarthandle_results._subtitles.cues import to_cues
from smarthandle_results._subtitles.style_fields import URL, is_url
from smarthandle_results._subtitles.timeline_style import TimelineStyle, resolve_style, to_keys
from smarthandle_results._wanted import require_type

SubtitleTracks: TypeAlias = dict[str, list[dict[str, list[dict[str, str | int | float | dict[str, bool]]]]]]
"""`SubtitleTracks`, its tracks, the `SubtitleTrackClips` of each, and the keys of each clip."""


def to_timeline_clips(source: Result | Iterable[Cue], *, style: TimelineStyle | str = "landscape") -> SubtitleTracks:
    r"""Make text clips, to burn cues into a video with `SubmitMediaProducingJob`: a value that `json.dumps` writes.

    It has nothing but `SubtitleTracks`, to be merged into a timeline that has video or audio: alone it is none. Each
    cue is a clip of `Type` `Text`. Its seconds are exactly the cue's milliseconds (as far as floats go, which is 10^15
    ms), so that gaps stay gaps. Cues that overlap are on further tracks, as few as there can be; cues that do not are
    all on the first.

    `Content` is a language: the ends of lines become `\N`, and braces and backslashes full-width ones, each with an
    invisible U+2060 after it, from which `decode_timeline` knows them:
    `decode_timeline(to_timeline_clips(cues)) == cues`.

    `source` is a transcript, a result that has one, or cues, as `to_cues` accepts them; what no subtitle can contain
    is mended as it does. `style` is the name of one of `TIMELINE_STYLES`, or a `TimelineStyle`.

    Raises KeyError for an unknown name of a style, and OverflowError for a time beyond all floats, which is one of some
    300 digits.

    Source: the service's pages on Timeline and on subtitles.

    >>> from smarthandle_results import TimelineStyle
    >>> made = to_timeline_clips([Cue(846, 1500, "Hello,\nyou")], style=TimelineStyle(font_size=60))
    >>> made["SubtitleTracks"][0]["SubtitleTrackClips"][0]
    {'Type': 'Text', 'Content': 'Hello,\\Nyou', 'TimelineIn': 0.846, 'TimelineOut': 1.5, 'FontSize': 60}
    """
    cues = to_cues(source)
    keys = to_keys(resolve_style(style))
    face = keys.get("FontFace")
    clips: list[dict[str, Any]] = [
        {"Type": "Text", "Content": content, "TimelineIn": start_ms / 1000, "TimelineOut": end_ms / 1000, **keys}
        for start_ms, end_ms, content in zip(cues.starts_ms, cues.ends_ms, write_contents(cues.texts), strict=True)
    ]
    if isinstance(face, dict):  # of which each clip has its own
        for clip in clips:
            clip["FontFace"] = face.copy()
    return _make_tracks(_divide(clips, cues))


def to_timeline_file(
    url: str, *, sub_type: str | None = None, style: TimelineStyle | str | None = None
) -> SubtitleTracks:
    """Make a clip that shows a subtitle file, such as one that `to_srt` wrote, on a track to be merged as well.

    `url` is the address of the file in Object Storage Service. `sub_type` is `srt` or `ass`; if it is not given, the
    suffix of the address says it. `style` is that of an `srt`; an `ass` has its own.

    Raises ValueError for what is no address (`http://` or `https://`), for another `sub_type` and for an address that
    does not say it, and for a style of an `ass`.

    Source: the service's pages on Timeline and on subtitles.

    >>> to_timeline_file("https://example.com/talk.srt")["SubtitleTracks"][0]["SubtitleTrackClips"]
    [{'Type': 'Subtitle', 'SubType': 'srt', 'FileURL': 'https://example.com/talk.srt'}]
    """
    require_type("url", url, str)
    if not is_url(url):
        raise ValueError(f"expected {URL}, got {quote_value(url)}")
    if sub_type is None:
        sub_type = _find_suffix(url)
        if sub_type not in _SUB_TYPES:
            raise ValueError(f"expected a URL that ends with .srt or .ass, or a sub_type, got {quote_value(url)}")
    if sub_type not in _SUB_TYPES:
        raise ValueError(f"expected srt or ass as sub_type, got {quote_value(sub_type)}")
    if style is not None and sub_type == "ass":
        raise ValueError("expected no style for a file of ASS, which has its own, got one")
    keys = {} if style is None else to_keys(resolve_style(style))
    return _make_tracks([[{"Type": "Subtitle", "SubType": sub_type, "FileURL": url, **keys}]])


def _find_suffix(url: str) -> str:
    """Return the suffix of the path of a URL, in lower case and without its dot.

    >>> _find_suffix("https://example.com/a.SRT?v=1.ass"), _find_suffix("https://example.srt")
    ('srt', '')
    """
    _, _, path = re.split("[?#]", url)[0].partition("://")[2].partition("/")
    return path.rpartition(".")[2].lower()


def _make_tracks(tracks: Sequence[list[dict[str, Any]]]) -> SubtitleTracks:
    return {"SubtitleTracks": [{"SubtitleTrackClips": clips} for clips in tracks]}


def _divide(clips: list[dict[str, Any]], cues: Cues) -> Sequence[list[dict[str, Any]]]:
    """Divide the clips of cues into tracks on which none overlap; those of one start stay in order, track by track.

    Each goes on the first track that is free when it starts. So there are never more tracks than there are cues at one
    time.
    """
    if all(map(le, cues.ends_ms, cues.starts_ms[1:])):
        return [clips] if clips else []
    tracks: list[list[dict[str, Any]]] = []
    free: list[int] = []
    busy: list[tuple[int, int]] = []
    for start_ms, end_ms, clip in zip(cues.starts_ms, cues.ends_ms, clips, strict=True):
        while busy and busy[0][0] <= start_ms:
            heappush(free, heappop(busy)[1])
        if not free:
            heappush(free, len(tracks))
            tracks.append([])
        track = heappop(free)
        tracks[track].append(clip)
        heappush(busy, (end_ms, track))
    return tracks


_SUB_TYPES: Final = ("srt", "ass")
