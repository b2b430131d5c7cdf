"""UAX #14: the whole of Unicode's own test file, and each character that may not begin or end a line."""

from pathlib import Path

import pytest

from smarthandle_results._layout.breaks import find_breaks

UNICODE_TESTS = Path("/usr/share/unicode/auxiliary/LineBreakTest.txt")


def read_cases(path: Path) -> list[tuple[str, list[int]]]:
    """Read each line of the file as a text and the offsets where a line may begin."""
    cases = []
    for line in path.read_text("utf-8").splitlines():
        marks = line.split("#")[0].split()
        if marks:
            text = "".join(chr(int(code, 16)) for code in marks[1::2])
            cases.append((text, [at for at, mark in enumerate(marks[::2]) if mark == "÷" and at < len(text)]))
    return cases


def test_every_case_of_unicode(capsys: pytest.CaptureFixture[str]) -> None:
    """All cases of LineBreakTest.txt give exactly the breaks that the file marks: none more, none fewer."""
    if not UNICODE_TESTS.exists():
        pytest.skip("LineBreakTest.txt is not here: Debian's package unicode-data has it")
    cases = read_cases(UNICODE_TESTS)
    failed = [(text, expected) for text, expected in cases if find_breaks(text) != expected]
    with capsys.disabled():
        print(f"\nLineBreakTest.txt: {len(cases)} cases claimed, {len(cases) - len(failed)} passed")  # noqa: T201
    assert [] == failed
    assert len(cases) > 7000


CLOSING = "。，、；：？！”’』」）》〉】〕］｝·・…‥ーゝゞヽヾ々〻ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ％‰℃°′″｡｣､゛゜～〜／!?,.:;)]}%"
OPENING = "“‘『「（《〈【〔［｛〝＄￥￡￦｢([{$¥€£"
