"""Profiles: what a subtitle has to be, as a value, and the published ones.

A preset is named after its source, the Netflix Timed Text Style Guides for adults' programmes as of 2026-08.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, final

from attrs import asdict, evolve, field, frozen
from attrs.validators import in_

from smarthandle_results._breaking.characters import is_han
from smarthandle_results._breaking.width import halves_table

Gaps: TypeAlias = Literal["close", "open"]
Overlaps: TypeAlias = Literal["trim", "keep"]

AUTO: Final = "auto"
UNSET: Final = -1
"""A figure that a profile for `auto` leaves to the preset of the script."""

MIN_DURATION_MS: Final = 833
"""The longest `min_duration_ms` of the presets."""
MAX_DURATION_MS: Final = 7000
"""The `max_duration_ms` of the presets."""
MOST: Final = 10**9
"""No figure is above this."""


@final
@frozen(kw_only=True)
class Profile:
    """What lines and times subtitles are to have. Make your own from a preset with `attrs.evolve`.

    Raises ValueError for a figure out of its range (at least 1; gaps at least 0; finite, and whole but for `line_width`
    and `max_cps`), a `max_duration_ms` below `min_duration_ms`, a `language` that is no tag, or an unknown choice.
    """

    name: str
    language: str
    """A BCP 47 tag. `zh`, `ja` and `ko` decide how wide characters are, and every known one where lines break well. In
    a profile for `auto` a figure of -1, as all of `PROFILES["auto"]` are, is that of the preset of the script that most
    of the text is in; any other figure stands for every script. Thai, Lao, Khmer, Burmese and other scripts that need a
    dictionary to tell words break at spaces only."""
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
        _require_tag(self.language)
        for name, least in _WHOLE.items():
            _require(self, name, least, int)
        for name in ("line_width", "max_cps"):
            _require(self, name, 1, int, float)
        if self.merge_gap_ms is not None:
            _require(self, "merge_gap_ms", 0, int)
        shortest, longest = self.min_duration_ms, self.max_duration_ms
        if self.language == AUTO:
            # It has to be right whatever the script is.
            shortest = MIN_DURATION_MS if shortest == UNSET else shortest
            longest = MAX_DURATION_MS if longest == UNSET else longest
        if longest < shortest:
            raise ValueError(f"expected max_duration_ms of at least min_duration_ms, got {longest} and {shortest}")


def _require_tag(language: object) -> None:
    if not isinstance(language, str) or not _TAG.fullmatch(language):
        raise ValueError(f"expected a BCP 47 tag such as zh-CN as language, got {language!r}")


def _require(profile: Profile, name: str, least: int, *kinds: type) -> None:
    value = getattr(profile, name)
    if profile.language == AUTO and name != "merge_gap_ms" and type(value) is int and value == UNSET:
        return
    if type(value) not in kinds or not least <= value <= MOST:
        kind = "number" if float in kinds else "whole number"
        raise ValueError(f"expected a {kind} from {least} to {MOST} as {name}, got {value!r}")


_WHOLE: Final = {"max_lines": 1, "min_duration_ms": 1, "max_duration_ms": 1, "min_gap_ms": 0}
_TAG: Final = re.compile("[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")


def primary_language(profile: Profile) -> str:
    """Return the language of a profile's tag without its script or region."""
    return _primary_subtag(profile.language)


@cache
def _primary_subtag(tag: str) -> str:
    return tag.partition("-")[0].lower()


def line_limit(profile: Profile) -> int:
    """Return the widest line in half characters."""
    return int(2 * profile.line_width)


def profile_widths(profile: Profile) -> bytes:
    """Return what translates the letter of a width into half characters, in a profile's language."""
    return halves_table(primary_language(profile))


def _netflix(  # noqa: PLR0913 - a column of the published table
    name: str,
    language: str,
    line_width: float,
    max_cps: float,
    *,
    min_duration_ms: int = MIN_DURATION_MS,
    top_line_shorter: bool = False,
) -> Profile:
    return Profile(
        name=f"netflix-{name}",
        language=language,
        line_width=line_width,
        max_lines=2,
        max_cps=max_cps,
        min_duration_ms=min_duration_ms,
        max_duration_ms=MAX_DURATION_MS,
        min_gap_ms=83,
        top_line_shorter=top_line_shorter,
    )


_AUTO: Final = Profile(
    name=AUTO,
    language=AUTO,
    line_width=UNSET,
    max_lines=UNSET,
    max_cps=UNSET,
    min_duration_ms=UNSET,
    max_duration_ms=UNSET,
    min_gap_ms=UNSET,
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
        elif is_han(character):
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
