"""Sentences without punctuation, as speech recognition often gives them."""

import pytest

from judge.texts import strip_marks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“我们走吧！”他说：3.5 公里。", "我们走吧他说3.5 公里"),
        ("查尔斯·达尔文,有必要。", "查尔斯·达尔文有必要"),
        ("그는 갔다.계속(다시) 1,000원", "그는 갔다 계속 다시 1,000원"),
        ("Don't stop — it's 50–60% of well-known e.g. foo.", "Don't stop it's 50–60% of well-known e.g foo"),
        ("¿Qué? ¡Sí!", "Qué Sí"),
        ("ที่นี้ ๆ", "ที่นี้ ๆ"),
    ],
)
def test_strip_marks(text: str, expected: str) -> None:
    """Marks go; those inside words, names and numbers stay, and so do vowel signs."""
    assert expected == strip_marks(text)
