"""Profiles: what a subtitle has to be, as a value, and the published ones.

A preset is named after its source, the Netflix Timed Text Style Guides for adults' programmes as of 2026-08.
"""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, final

from attrs import asdict, evolve, field, frozen
from attrs.validators import in_

Gaps: TypeAlias = Literal["close", "open"]
Overlaps: TypeAlias = Literal["trim", "keep"]

AUTO: Final = "auto"


@final
@frozen(kw_only=True)
class Profile:
    """What lines and times subtitles are to have. Make your own from a preset with `attrs.evolve`."""

    name: str
    language: str
    """A BCP 47 tag. `zh`, `ja` and `ko` decide how wide characters are, and every known one where lines break well. A
    profile for `auto` takes each figure that differs from that of `PROFILES["auto"]`, and the others from the preset of
    the script that most of the text is in."""
    line_width: float
    """The widest line: in characters, of which a half-width one is half in Chinese, Japanese and Korean."""
    max_lines: int
    max_cps: float
    """The fastest reading speed, in characters a second, counted as for `line_width`, spaces included."""
    min_duration_ms: int
    max_duration_ms: int
    min_gap_ms: int
    """The smallest gap between two cues."""
    gaps: Gaps = field(default="close", validator=in_(("close", "open")))
    """What becomes of smaller gaps. `close`: cues may follow one another without a gap, and smaller ones are closed.
    `open`: cues never touch, and end early for it."""
    overlaps: Overlaps = field(default="trim", validator=in_(("trim", "keep")))
    """Whether a cue that runs into the next one ends where that starts, or overlaps are no fault."""
    top_line_shorter: bool = False
    """Whether, of two ways to break that are as good, the one with the shorter top line is taken."""
    merge_gap_ms: int | None = None
    """How far apart neighbours that are parts of one sentence may be to become one cue; None leaves them apart."""

    def __attrs_post_init__(self) -> None:
        if self.language == AUTO:
            return
        for name in ("line_width", "max_lines", "max_cps", "min_duration_ms", "max_duration_ms"):
            if getattr(self, name) < 1:
                raise ValueError(f"expected {name} of at least 1, got {getattr(self, name)}")
        if self.max_duration_ms < self.min_duration_ms:
            raise ValueError("expected max_duration_ms of at least min_duration_ms")


def primary_language(profile: Profile) -> str:
    """Return the language of a profile's tag without its script or region."""
    return _primary_subtag(profile.language)


@cache
def _primary_subtag(tag: str) -> str:
    return tag.partition("-")[0].lower()


def _netflix(  # noqa: PLR0913 - a column of the published table
    name: str,
    language: str,
    line_width: float,
    max_cps: float,
    *,
    min_duration_ms: int = 833,
    top_line_shorter: bool = False,
) -> Profile:
    return Profile(
        name=f"netflix-{name}",
        language=language,
        line_width=line_width,
        max_lines=2,
        max_cps=max_cps,
        min_duration_ms=min_duration_ms,
        max_duration_ms=7000,
        min_gap_ms=83,
        top_line_shorter=top_line_shorter,
    )


_AUTO: Final = Profile(
    name=AUTO,
    language=AUTO,
    line_width=0,
    max_lines=0,
    max_cps=0,
    min_duration_ms=0,
    max_duration_ms=0,
    min_gap_ms=-1,
)

PROFILES: Final = MappingProxyType(
    {
        profile.name: profile
        for profile in (
            _AUTO,
            _netflix("en", "en", 42, 20, top_line_shorter=True),
            _netflix("ja", "ja", 13, 4, min_duration_ms=500),
            _netflix("ko", "ko", 16, 12),
            _netflix("latin", "und", 42, 17, top_line_shorter=True),
            _netflix("zh", "zh", 16, 9),
        )
    }
)
"""The published profiles, by name, and `auto`, which picks one by the text's script.

Where the source asks for a gap of two frames (83 ms at 24 frames a second), cues may also follow one another without
any, as the pieces of a cue that was split do: `evolve(profile, gaps="open")` is strict about it.
"""


def _count_scripts(texts: Iterable[str]) -> dict[str, int]:
    joined = "".join(texts)
    scripts: dict[str, int] = dict.fromkeys(("kana", "han", "hangul", "latin"), 0)
    for character, count in Counter("" if joined.isascii() else joined).items():
        if "\u3041" <= character <= "\u30ff":
            scripts["kana"] += count
        elif "\uac00" <= character <= "\ud7a3":
            scripts["hangul"] += count
        elif "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff":
            scripts["han"] += count
        elif character.isalpha():
            scripts["latin"] += count
    return scripts


def _pick_preset(texts: Iterable[str]) -> Profile:
    """Pick by what most letters are. Four letters weigh as much as one Han, kana or Hangul: their words are longer."""
    scripts = _count_scripts(texts)
    japanese_or_chinese = scripts["han"] + scripts["kana"]
    if 4 * (japanese_or_chinese + scripts["hangul"]) <= scripts["latin"] or not any(scripts.values()):
        return PROFILES["netflix-latin"]
    if scripts["hangul"] > japanese_or_chinese:
        return PROFILES["netflix-ko"]
    # Kana are about half of Japanese text; Chinese quotes a few at most.
    return PROFILES["netflix-ja" if 10 * scripts["kana"] > japanese_or_chinese else "netflix-zh"]


def resolve(profile: Profile, texts: Iterable[str]) -> Profile:
    """Return the profile as it is, or if it is for any language, the one for these texts."""
    if profile.language != AUTO:
        return profile
    untouched = asdict(_AUTO)
    changed = {name: value for name, value in asdict(profile).items() if value != untouched[name]}
    return evolve(_pick_preset(texts), **changed)
