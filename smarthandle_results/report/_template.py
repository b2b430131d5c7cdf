"""The facts of the overview → the page around its data: the words, the style, the script and the overview's HTML.

All that a body contains is escaped by Jinja2, and what cannot be seen, or would turn the text around, is shown as its
code.
"""

import json
import re
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from smarthandle_results import State, __version__
from smarthandle_results.report._describe import LINE, RULES
from smarthandle_results.report._labels import LABELS, RULE_FIGURES, RULE_TITLES


def fill_template(*, profile: str | None, **facts: Any) -> tuple[bytes, bytes, bytes]:  # noqa: ANN401 - the template's
    """Fill the template in; return what comes before the list, between it and the details, and after these."""
    style, script = _read("page.css"), _read("page.js")
    text = _load_template().render(
        style=Markup(style),  # noqa: S704 - the page's own
        script=Markup(script),  # noqa: S704
        style_hash=_hash(style),
        script_hash=_hash(script),
        config=Markup(_write_config(profile)),  # noqa: S704 - it has no <
        version=__version__,
        profile=profile,
        **facts,
    )
    head, rest = text.split(_LIST)
    middle, end = rest.split(_CHUNKS)
    return head.encode(), middle.encode(), end.encode()


@cache
def _load_template() -> Any:  # noqa: ANN401 - Jinja2's
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    functions: dict[str, Any] = {"say": say, "shown": show, "number": show_number, "share": _share}
    return environment.from_string(_read("page.html.jinja"), functions)


def say(
    key: str, n: float | str | None = None, m: str | None = None, name: str | None = None, why: str | None = None
) -> str:
    """Say a label in English, with what is to be filled in."""
    text = LABELS[key][0]
    if "|" in text:
        one, _, many = text.partition("|")
        text = one if n == 1 else many
    count = show_number(n) if isinstance(n, int | float) else n
    filled = {"n": count, "m": m, "name": name, "why": why}
    return re.sub(r"\{(\w+)\}", lambda match: str(filled[match[1]]), text)


def show(text: str) -> Markup:
    """Show text as it is: by itself, whatever its direction, and with what cannot be seen as its code."""
    return Markup("<bdi>{}</bdi>").format(Markup("").join(_show_parts(text)))


def _show_parts(text: str) -> Iterable[Markup]:
    for part in UNSEEN.split(text):
        if UNSEEN.fullmatch(part):
            yield Markup('<span class="code">U+{}</span>').format(f"{ord(part):04X}")
        else:
            yield escape(part)


def _write_config(profile: str | None) -> str:
    """Write what the script needs to know: the words in both languages, and the order of a line's cells."""
    config = {
        "line": LINE,
        "rules": RULES,
        "labels": LABELS | {f"rule_{rule}": title for rule, title in RULE_TITLES.items()},
        "figures": RULE_FIGURES,
        "profile": profile,
        "cancelled": State.CANCELLED,
    }
    return json.dumps(config, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def show_number(number: float) -> str:
    """Write a number with commas."""
    return f"{number:,}"


def show_decimal(number: float) -> str:
    """Write a number with as many decimals as are of use."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.2f}".rstrip("0").rstrip(".")  # noqa: PLR2004


def _share(value: float, most: float) -> float:
    return round(max(100 * value / most, 0.8), 2) if value and most else 0


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _read(name: str) -> str:
    return files("smarthandle_results.report").joinpath(name).read_text("utf-8")


_LIST: Final = "<!--list-->"
_CHUNKS: Final = "<!--chunks-->"
UNSEEN: Final = re.compile(
    "([\0-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff])"
)
"""Controls, and what separates lines, sets the direction of text or is unseen; `page.js` has the same."""
