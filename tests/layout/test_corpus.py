"""Real sentences, every profile: nothing too wide, torn, illegal or lost.

`zh.txt` is from 呐喊 (Lu Xun, died 1936), `ja.txt` from 吾輩は猫である (Natsume Sōseki, died 1916), `en.txt` from
Moby-Dick (Herman Melville, died 1891) and Alice's Adventures in Wonderland (Lewis Carroll, died 1898), `ko.txt` from
the constitution and bills of the Republic of Korea, and each also from the Universal Declaration of Human Rights: all
of it in the public domain. `mixed.txt` was written for these tests: numbers, units, addresses, quotes, several scripts
at once. One sentence a line.
"""

import pytest
from attrs import evolve
from helpers.quality import dense, find_faults, read_corpus
from helpers.sample import Choose

from smarthandle_results import PROFILES, Cues, Profile, Rule, check, shape
from smarthandle_results._breaking.characters import Characters
from smarthandle_results._breaking.cut_points import find_cut_points
from smarthandle_results._layout.profiles import primary_language

LANGUAGES = ("zh", "ja", "ko", "en", "mixed")
PRESETS = [profile for profile in PROFILES.values() if profile.name != "auto"]


def test_there_are_enough_sentences() -> None:
    """The corpus has more than 2,000 sentences, and hundreds in each language."""
    counts = {name: len(read_corpus(name)) for name in LANGUAGES}
    assert sum(counts.values()) > 2000
    assert min(counts[name] for name in ("zh", "ja", "ko", "en")) > 250


@pytest.mark.parametrize("profile", PRESETS, ids=lambda profile: str(profile.name))
@pytest.mark.parametrize("name", LANGUAGES)
def test_sentences(name: str, profile: Profile, choose: Choose) -> None:
    """No line is too wide except a single word, which is found; none is torn or begins illegally; times tile."""
    cjk = primary_language(profile) in ("zh", "ja", "ko")
    number = PRESETS.index(profile)
    # Slow enough that no cue has to be made longer, and none is too long.
    profile = evolve(profile, max_duration_ms=10**6)
    sentences = read_corpus(name)
    for text in choose(sentences, len(sentences) // 3, number):
        start, end = 1000, 1000 + max(900, 500 * len(text))
        shaped = shape(Cues((start,), (end,), (text,)), profile)
        lines = [cue.split("\n") for cue in shaped.texts]
        assert dense(text) == dense("".join(shaped.texts))
        faults = find_faults(text, lines, profile.line_width, cjk=cjk, ambiguous_is_full=profile.language != "ko")
        too_wide = [finding for finding in check(shaped, profile) if finding.rule == Rule.WIDTH]
        assert (0, 0) == (faults["torn"], faults["illegal"]), shaped.texts
        assert faults["too wide"] == len(too_wide), shaped.texts
        for finding in too_wide:
            widest = max(lines[finding.cue_number - 1], key=len)
            assert not find_cut_points(Characters(widest))[0], widest
        assert (start,) == shaped.starts_ms[:1]
        assert (*shaped.starts_ms[1:], end) == shaped.ends_ms
