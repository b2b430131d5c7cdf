"""Profiles: the figures that subtitles have to meet, as values, and the published ones.

A preset is named after its source, the Netflix Timed Text Style Guides for adults' programs as of 2026-08.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, Literal, final

from attrs import asdict, evolve, field, frozen
from attrs.validators import in_

from smarthandle_results._breaking.characters import COMPLEX, is_han
from smarthandle_results._breaking.language import UNKNOWN, find_language
from smarthandle_results._breaking.pairs import and_bytes
from smarthandle_results._breaking.width import HALVES_PER_CHARACTER, halves_table
from smarthandle_results._models import Cue, Result
from smarthandle_results._presets import Presets
from smarthandle_results._subtitles.cues import list_cues
from smarthandle_results._wanted import PROFILE

AUTO: Final = "auto"
UNSET: Final = -1
"""A figure that a profile for `auto` leaves to the preset of the script. No figure that is set can be negative."""

MIN_DURATION_MS: Final = 833
"""The longest `min_duration_ms` of the presets: 20 frames at 24 a second."""
MAX_DURATION_MS: Final = 7000
"""The `max_duration_ms` of the presets."""
MAX_FIGURE: Final = 10**9
"""The largest figure of a profile, whatever its unit: as milliseconds, 11 days. Twice a width of 1e308 is infinite."""


@final
@frozen(kw_only=True)
class Profile:
    """What the lines and times of subtitles should be. Make your own from a preset with `attrs.evolve`.

    >>> from attrs import evolve
    >>> from smarthandle_results import PROFILES
    >>> narrow = evolve(PROFILES["netflix-zh"], name="narrow", line_width=12)
    >>> narrow.line_width, narrow.max_lines
    (12, 2)

    Raises ValueError for a figure that is not finite or below its least (0 for gaps, 1 for all others), for one that
    is not a whole number (except `line_width` and `max_cps`), for a `max_duration_ms` below `min_duration_ms`, for a
    `language` that is not a tag, and for an unknown choice of `gaps` or `overlaps`.
    """

    name: str
    """What it is called. No result depends on it."""
    language: str
    """A BCP 47 tag, or `auto`. `zh`, `ja` and `ko` decide how wide characters are, and every known language where lines
    break well. A profile for `auto` uses the preset of the script that most of the text is in for each figure of -1, as
    all those of `PROFILES["auto"]` are; any other figure is for every script. `und` is the language that the function
    words of the text are of. `th`, `lo`, `km` and `my` have no breaks without a dictionary: see `words` of `shape`."""
    line_width: float
    """The widest line, in characters. In Chinese, Japanese and Korean a half-width character counts as half of one."""
    max_lines: int
    """The most lines of a cue."""
    max_cps: float
    """The fastest reading speed, in characters a second, counted as for `line_width`, spaces included."""
    min_duration_ms: int
    """The shortest time that a cue is shown."""
    max_duration_ms: int
    """The longest time that a cue is shown."""
    min_gap_ms: int
    """The smallest gap between two cues."""
    gaps: Literal["close", "open"] = field(default="close", validator=in_(("close", "open")))
    """What becomes of smaller gaps. `close`: they are closed, so that cues may follow one another without any gap.
    `open`: a cue ends earlier to widen them, so that cues never touch."""
    overlaps: Literal["trim", "keep"] = field(default="trim", validator=in_(("trim", "keep")))
    """What becomes of a cue that runs into the next. `trim`: it ends where the next starts. `keep`: it may overlap."""
    top_line_shorter: bool = False
    """Whether to prefer, of two line breaks that are about as good, the one that makes the top line shorter."""
    merge_gap_ms: int | None = None
    """The widest gap between two neighbors that are parts of one sentence and become one cue; None merges none."""

    def __attrs_post_init__(self) -> None:
        _require_tag(self.language)
        for name, least in _WHOLE.items():
            _require(self, name, least, int)
        for name in ("line_width", "max_cps"):
            _require(self, name, 1, int, float)
        if self.merge_gap_ms is not None:
            _require(self, "merge_gap_ms", 0, int)
        # The figures have to agree whatever script `auto` finds.
        shortest = MIN_DURATION_MS if self.min_duration_ms == UNSET else self.min_duration_ms
        longest = MAX_DURATION_MS if self.max_duration_ms == UNSET else self.max_duration_ms
        if longest < shortest:
            raise ValueError(f"expected max_duration_ms of at least min_duration_ms, got {longest} and {shortest}")


def _require_tag(language: object) -> None:
    if not isinstance(language, str) or not _TAG.fullmatch(language):
        raise ValueError(f"expected a BCP 47 tag such as zh-CN as language, got {language!r}")


def _require(profile: Profile, name: str, least: int, *kinds: type) -> None:
    value = getattr(profile, name)
    if profile.language == AUTO and name != "merge_gap_ms" and type(value) is int and value == UNSET:
        return
    if type(value) not in kinds or not least <= value <= MAX_FIGURE:
        kind = "number" if float in kinds else "whole number"
        raise ValueError(f"expected a {kind} from {least} to {MAX_FIGURE} as {name}, got {value!r}")


_WHOLE: Final = {"max_lines": 1, "min_duration_ms": 1, "max_duration_ms": 1, "min_gap_ms": 0}
_TAG: Final = re.compile("[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")


def primary_language(profile: Profile) -> str:
    """Return the language of a profile's tag, in lower case, without script or region."""
    return profile.language.partition("-")[0].lower()


def line_limit_halves(profile: Profile) -> int:
    """Return the widest line in half characters."""
    return int(HALVES_PER_CHARACTER * profile.line_width)


def profile_halves_table(profile: Profile) -> bytes:
    """Return the table that translates the letter of a width into half characters, in a profile's language."""
    return halves_table(primary_language(profile))


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
_ZH: Final = Profile(
    name="netflix-zh",
    language="zh",
    line_width=16,
    max_lines=2,
    max_cps=9,
    min_duration_ms=MIN_DURATION_MS,
    max_duration_ms=MAX_DURATION_MS,
    min_gap_ms=83,
)


_PROFILES: Final = (
    _AUTO,
    evolve(_ZH, name="netflix-en", language="en", line_width=42, max_cps=20, top_line_shorter=True),
    evolve(_ZH, name="netflix-ja", language="ja", line_width=13, max_cps=4, min_duration_ms=500),
    evolve(_ZH, name="netflix-ko", language="ko", line_width=16, max_cps=12),
    evolve(_ZH, name="netflix-latin", language="und", line_width=42, max_cps=17, top_line_shorter=True),
    evolve(_ZH, name="netflix-th", language="th", line_width=35, max_cps=17),
    _ZH,
)
PROFILES: Final = Presets("profile", {profile.name: profile for profile in _PROFILES})
"""The published profiles by name, and `auto`, which picks one by the text's script.

Names are the same in upper and lower case, and an unknown one is a KeyError that lists the others.

The source requires a gap of two frames, which is 83 ms at 24 frames a second. These profiles also accept cues that
follow one another without a gap, as the pieces of a cue that was split do; `evolve(profile, gaps="open")` does not.
"""


def find_clear_preset(text: str) -> str | None:
    """Name the preset that a count of all characters would choose, where that is clear from a quick look.

    It takes a tenth of the time, for it sees only the two bytes of each UTF-16 unit. It counts Han and kana; what may
    be of another script, or a letter, is counted as if it were.
    """
    units = text.encode("utf-16-le", "surrogatepass")
    highs = units[1::2]
    others = highs.translate(None, _HAN_HIGHS)
    han, kana = len(highs) - len(others), 0
    if _KANA_HIGH in others:
        # Of U+30xx, those from U+3041 on are kana, and the others punctuation.
        kana = and_bytes(highs.translate(_HAS_KANA_HIGH), units[::2].translate(_KANA_LOWS)).count(1)
    others_at_most = max(_count(others, _HANGUL_HIGHS + _MAY_BE_HANGUL), _count(others, _COMPLEX_HIGHS))
    if 4 * (han + kana) > len(others) - kana and han + kana >= others_at_most:
        if 10 * kana <= han + kana:
            return "netflix-zh"
        # Of surrogate pairs each may be Han.
        return "netflix-ja" if 10 * kana > han + kana + _count(others, _PAIR_HIGHS) else None
    if 2 * _count(others, _HANGUL_HIGHS) > len(highs):
        return "netflix-ko"
    return None if han or others.translate(None, _LOW_HIGHS) else "netflix-latin"


def _count(highs: bytes, some: bytes) -> int:
    return len(highs) - len(highs.translate(None, some))


_LOW_HIGHS: Final = bytes(sorted({*range(0x30)} - {0x0E, 0x10, 0x17, 0x19}))
"""Those before kana, Latin and other alphabets and punctuation, but for Thai and the like."""
_HAN_HIGHS: Final = bytes(range(0x34, 0xA0))
_HANGUL_HIGHS: Final = bytes(range(0xAC, 0xD7))
"""Those of Hangul alone."""
_MAY_BE_HANGUL: Final = b"\xd7"
"""U+D7xx has other characters too."""
_COMPLEX_HIGHS: Final = bytes(sorted({ord(end) >> 8 for end in COMPLEX if not end.isascii()}))
_PAIR_HIGHS: Final = bytes(range(0xD8, 0xDC))
"""Those of the first halves of surrogate pairs."""
_KANA_HIGH: Final = 0x30
_HAS_KANA_HIGH: Final = bytes(high == _KANA_HIGH for high in range(256))
_KANA_LOWS: Final = bytes(low in range(0x41, 0x100) for low in range(256))


def _count_scripts(text: str) -> dict[str, int]:
    scripts: dict[str, int] = dict.fromkeys(("kana", "han", "hangul", "complex", "other"), 0)
    for character, count in Counter(text).items():
        if "\u3041" <= character <= "\u30ff":
            scripts["kana"] += count
        elif "\uac00" <= character <= "\ud7a3":
            scripts["hangul"] += count
        elif is_han(character):
            scripts["han"] += count
        elif _COMPLEX.match(character):
            scripts["complex"] += count
        elif character.isalpha():
            scripts["other"] += count
    return scripts


_COMPLEX: Final = re.compile(COMPLEX)


def _pick_preset(texts: Iterable[str]) -> Profile:
    """Pick the preset of the script that most of the text is in.

    Four Latin letters weigh as much as one character of Han, kana or Hangul: a word has 4.2 in tests/corpus/en.txt.
    """
    joined = "".join(texts)
    if joined.isascii():
        return PROFILES["netflix-latin"]
    if clear := find_clear_preset(joined):
        return PROFILES[clear]
    scripts = _count_scripts(joined)
    japanese_or_chinese = scripts["han"] + scripts["kana"]
    if scripts["complex"] > max(japanese_or_chinese, scripts["hangul"], scripts["other"]):
        return PROFILES["netflix-th"]
    if 4 * (japanese_or_chinese + scripts["hangul"]) <= scripts["other"] or not any(scripts.values()):
        return PROFILES["netflix-latin"]
    if scripts["hangul"] > japanese_or_chinese:
        return PROFILES["netflix-ko"]
    # Kana are 63 % of tests/corpus/ja.txt, and Chinese quotes a few at most: a tenth is far from both.
    return PROFILES["netflix-ja" if 10 * scripts["kana"] > japanese_or_chinese else "netflix-zh"]


def choose_profile(source: Result | Iterable[Cue], profile: Profile | str = AUTO) -> Profile:
    """Return the profile that `shape` and `check` go by for these cues: for `auto` the preset of their script.

    `source` may also be a transcript, or a result that has one. Any other profile is returned as it is.

    >>> from smarthandle_results import Cue, choose_profile
    >>> choose_profile([Cue(0, 1000, "谢谢大家")]).name
    'netflix-zh'
    """
    return resolve(profile, list_cues(source).texts)


def resolve(profile: Profile | str, texts: Iterable[str]) -> Profile:
    """Return a profile, or the preset of a name; one for `auto` with the figures for these texts.

    >>> resolve(PROFILES["auto"], ["你好"]).max_cps
    9
    """
    profile = PROFILES.resolve(profile, Profile, PROFILE)
    if profile.language != AUTO:
        return profile
    preset = _pick_preset(texts)
    if profile == _AUTO:
        return preset
    defaults = asdict(_AUTO)
    changes = {name: value for name, value in asdict(profile).items() if value != defaults[name]}
    return evolve(preset, **changes)


def resolve_for_breaking(profile: Profile | str, texts: Sequence[str]) -> Profile:
    """Return what `resolve` does; where that is a profile for any language, it is for the one that the texts are in.

    >>> resolve_for_breaking(PROFILES["netflix-latin"], ["¿Dónde está la biblioteca?"]).language
    'es'
    """
    profile = resolve(profile, texts)
    return evolve(profile, language=find_language(texts)) if primary_language(profile) == UNKNOWN else profile
