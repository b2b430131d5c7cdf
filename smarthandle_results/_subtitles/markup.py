r"""The text of a cue as SubRip files have it → plain text.

Markup is what players know as such: the tags of SubRip and of WebVTT, and overrides as ASS has them. Everything else in
`<...>` or `{...}`, such as an address or a comparison, is text, though some readers leave it out.
"""

import re
from operator import ne
from typing import Final

from smarthandle_results._models import Repair, RepairKind
from smarthandle_results._subtitles.joiners import remove_joiners


def read_plain(texts: list[str], repairs: list[Repair]) -> tuple[str, ...]:
    """Return texts without markup and without the joiners of `to_srt`; repairs are added to those given."""
    whole = "".join(texts)
    plain = texts
    if "<" in whole or "{" in whole:
        plain = [_MARKUP.sub("", _BREAK.sub("\n", text)) for text in texts]
        has_markup = map(ne, plain, texts)
        repairs += [Repair(row, RepairKind.MARKUP, "removed") for row, has in enumerate(has_markup) if has]
    return remove_joiners(tuple(plain))


_BREAK: Final = re.compile(r"<br[ ]?/?>", re.IGNORECASE)
_MARKUP: Final = re.compile(
    r"""
        </?(?:b|i|u|s|c(?:\.[^\s<>]*)?|em|strong|strike|span|ruby|rt|rp)   # a tag: </i>, <c.yellow>
        (?:[ \t][^<>\n=]*=[^<>\n]*|[ \t]*/?)>                              # it may have attributes: <i style="x">
      | </?(?:font|v|lang)(?:[\s.="][^<>\n]*)?>                            # a tag with a value: <v Bob>, <font=red>
      | \{ (?: \\ | [CcFfoPSsYy]: ) [^{}\n]* \}                            # an override: {\an8}, {y:i}
    """,
    re.VERBOSE | re.IGNORECASE,
)
