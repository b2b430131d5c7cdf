"""Penalties: sentence before clause before conjunction before words; what belongs together is bad to break."""

import pytest

from smarthandle_results._breaking.penalties import (
    BAD,
    CLAUSE,
    FAIR,
    GIVEN_LINE,
    GOOD,
    SENTENCE,
    WORST,
    _Words,  # pyright: ignore[reportPrivateUsage]
    rate_breaks,
)


def test_better_places_cost_less() -> None:
    """A given line is as good as a clause, and a little better; what is bad costs more than one word twice."""
    assert SENTENCE < GIVEN_LINE < CLAUSE < GOOD < FAIR
    assert 2 * FAIR < BAD < WORST


@pytest.mark.parametrize(
    ("words", "language", "expected"),
    [
        ("好。 我", "zh", SENTENCE),
        ("“好。” 我", "zh", SENTENCE),
        ("好， 我", "zh", CLAUSE),
        ("好 “我”", "zh", GOOD),
        ("我的 人", "zh", GOOD),
        ("人 的", "zh", BAD),
        ("不 跑", "zh", BAD),
        ("由 10个", "zh", BAD),
        ("人 和", "zh", GOOD),
        ("人 跑", "zh", FAIR),
        ("的确 好", "zh", FAIR),
        ("查尔斯· 达尔文", "zh", WORST),
        ("猫 は", "ja", BAD),
        ("本を 見る", "ja", GOOD),
        ("見る 人", "ja", FAIR),
        ("この 人", "ja", BAD),
        ("One. Two", "en", SENTENCE),
        ("One.” Two", "en", SENTENCE),
        ("Mr. Two", "en", BAD),
        ("J. Two", "en", BAD),
        ("(U.S. Two", "en", BAD),
        ("Ph.D. Two", "en", BAD),
        ("Jan. 22", "en", BAD),
        ("22, 2026", "en", BAD),
        ("22nd, 2026", "en", BAD),
        ("22, 20,000", "en", CLAUSE),
        ("22, two", "en", CLAUSE),
        ("one, two", "en", CLAUSE),
        ("cats and", "en", GOOD),
        ("cats “two”", "en", GOOD),
        ("the one", "en", BAD),
        ("of one", "en", BAD),
        ("cats sleep", "en", FAIR),
        ("famous cats", "en", BAD),
        ("Tom's cats", "en", BAD),
        ("Tom’s cats", "en", BAD),
        ("10 cats", "en", BAD),
        ("2026 cats", "en", FAIR),
        ("years ago", "en", BAD),
        ("Mary Smith", "en", BAD),
        ("Mary smiles", "en", FAIR),
        ("MARY SMITH", "en", FAIR),
        ("Große Katzen", "de", BAD),
        ("schwarzen Katzen", "de", BAD),
        ("Katzen Hunde", "de", FAIR),
        ("la casa", "es", BAD),
        ("the casa", "es", FAIR),
        ("bu kedi", "tr", BAD),
        ("kedi için", "tr", BAD),
        ("the one", "und", FAIR),
        ("오늘 또한", "ko", GOOD),
        ("오늘 학교에", "ko", FAIR),
        ("그 사람", "ko", BAD),
        ("먹을 수", "ko", BAD),
        ("먹고 있다", "ko", BAD),
        ("가지는 않았다", "ko", BAD),
        ("먹을 학교", "ko", FAIR),
        ("國 會", "ko", WORST),
    ],
)
def test_rate_breaks(words: str, language: str, expected: int) -> None:
    """Each kind of place has its penalty."""
    assert [expected] == rate_breaks(words.split(), language)


def test_words_are_forgotten_before_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words that were judged are remembered, within bounds."""
    monkeypatch.setattr("smarthandle_results._breaking.penalties.MAX_REMEMBERED", 2)
    words = _Words("en")
    first, *others, again = [words[word] for word in ("so.", "the", "and", "so.")]
    assert first == again
    assert 3 == len({(start, id(after_end)) for start, after_end in (first, *others)})
    assert len(words) <= 2
