"""A text's language, told by its function words."""

import pytest

from smarthandle_results._breaking.language import find_language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("All human beings are born free and equal in dignity and rights.", "en"),
        ("Todos los seres humanos nacen libres e iguales en dignidad y derechos.", "es"),
        ("Tous les êtres humains naissent libres et égaux en dignité et en droits.", "fr"),
        ("Alle Menschen sind frei und gleich an Würde und Rechten geboren.", "de"),
        ("Tutti gli esseri umani nascono liberi ed eguali in dignità e diritti.", "it"),
        ("Todos os seres humanos nascem livres e iguais em dignidade e em direitos.", "pt"),
        ("Alle mensen worden vrij en gelijk in waardigheid en rechten geboren.", "nl"),
        ("Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw.", "pl"),
        ("Bütün insanlar hür, haysiyet ve haklar bakımından eşit doğarlar. Bu bir gerçek.", "tr"),
        ("Все люди рождаются свободными и равными в своём достоинстве и правах.", "ru"),
        ("Semua orang dilahirkan merdeka dan mempunyai martabat dan hak-hak yang sama karena itu.", "id"),
        ("Semua manusia dilahirkan bebas dan samarata kerana itu boleh sahaja.", "ms"),
        ("Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền.", "vi"),
        ("يولد جميع الناس أحرارا متساوين في الكرامة والحقوق وهم على هذا", "ar"),
        ("Minden emberi lény szabadon születik", "und"),
        ("DashScope", "und"),
        ("", "und"),
    ],
)
def test_find_language(text: str, expected: str) -> None:
    """The first sentence of the Universal Declaration of Human Rights, or nearly, is enough."""
    assert expected == find_language([text])
