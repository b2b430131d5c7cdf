"""Cues in the other language, or in both."""

from typing import Any

import pytest

from smarthandle_results import Cue, Repair, TranslatedText, Translation, to_cues, translate


def make_translation(*pairs: tuple[str, str]) -> Translation:
    """Make a translation of these pairs."""
    return Translation(pairs=tuple(TranslatedText(*pair) for pair in pairs))


CUES = to_cues([Cue(0, 1000, "你好"), Cue(1000, 2000, "再见，\n朋友"), Cue(2000, 3000, "你好")])


def test_in_place() -> None:
    """Translations replace the cues' texts; a sentence said twice gets its two in order, white space aside."""
    cues = translate(
        CUES, make_translation(("你 好", "Hello"), ("你好", "Hello again"), ("再见，朋友", "Bye,\r\nfriend "))
    )
    assert [Cue(0, 1000, "Hello"), Cue(1000, 2000, "Bye,\nfriend"), Cue(2000, 3000, "Hello again")] == list(cues)
    assert (Repair(1, "characters", "replaced"), Repair(1, "white_space", "trimmed")) == cues.repairs


@pytest.mark.parametrize("bilingual", [True, "source-first"])
def test_bilingual(bilingual: Any) -> None:
    """Translations are below the cues' own text."""
    cues = translate(
        CUES, make_translation(("你好", "Hello"), ("再见，朋友", "Bye"), ("你好", "Hi")), bilingual=bilingual
    )
    assert ["你好\nHello", "再见，\n朋友\nBye", "你好\nHi"] == [cue.text for cue in cues]
    assert CUES.starts_ms == cues.starts_ms
    assert CUES.ends_ms == cues.ends_ms


def test_the_translation_first() -> None:
    """Translations are above; a cue without one, or with one that shows nothing, has its own text alone."""
    cues = translate(CUES, make_translation(("你好", "Hello"), ("再见，朋友", " ")), bilingual="target-first")
    assert ("Hello\n你好", "再见，\n朋友", "你好") == cues.texts
    assert ["untranslated", "untranslated"] == [repair.kind for repair in cues.repairs]


@pytest.mark.parametrize("bilingual", ["both", "", 1, 0, None, "Source-First"])
def test_an_unknown_order(bilingual: Any) -> None:
    """What is neither an order nor a bool is refused, not taken for one."""
    with pytest.raises(ValueError, match=r"^expected ") as caught:
        translate(CUES, make_translation(), bilingual=bilingual)
    assert f"expected False, True or one of source-first, target-first as bilingual, got {bilingual!r}" == str(
        caught.value
    )


def test_cues_and_pairs_without_a_partner() -> None:
    """Cues without a pair, or with a blank one, stay as they are; they and unused pairs are repairs."""
    cues = translate(
        CUES, make_translation(("朋友", "friend"), ("再见，朋友", " "), ("你好", "Hello"), ("别的", "else"))
    )
    assert ["Hello", "再见，\n朋友", "你好"] == [cue.text for cue in cues]
    assert (
        Repair(0, "unused_pair", "left out"),
        Repair(1, "untranslated", "kept"),
        Repair(2, "untranslated", "kept"),
        Repair(3, "unused_pair", "left out"),
    ) == cues.repairs


def test_a_translation_that_shows_nothing() -> None:
    """A translation of only format characters is not used: the cue stays, and a repair says so."""
    cues = translate(CUES[:1], make_translation(("你好", "\u200b")))
    assert [Cue(0, 1000, "你好")] == list(cues)
    assert (Repair(0, "untranslated", "kept"),) == cues.repairs


def test_earlier_repairs_come_first() -> None:
    """What was mended before is not forgotten."""
    cues = translate([Cue(0, 1000, " a "), Cue(1000, 1000, "b")], make_translation(("a", "x")))
    assert [Cue(0, 1000, "x"), Cue(1000, 1001, "b")] == list(cues)
    assert [(0, "white_space"), (1, "zero_length"), (1, "untranslated")] == [
        (repair.index, repair.kind) for repair in cues.repairs
    ]
