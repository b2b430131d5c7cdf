"""The figures of a layout, and the layout of a tree."""

from pathlib import Path

from helpers.places import ROOT

from judge.figures import Laid, lay_out_by_tree, measure
from judge.words import Word, Words


class TwoLetters(Words):
    """Every two letters are a word, whatever the program."""

    def read(self, program: str, text: str) -> list[Word]:
        """Return them, as adverbs."""
        del program
        return [[at, min(at + 2, len(text)), "d", "", -1] for at in range(0, len(text), 2)]


def test_figures() -> None:
    """Each column counts what it says, per thousand of what it says."""
    laid = [
        Laid("甲乙丙丁戊己庚辛", [["甲乙丙", "丁戊己庚"], ["辛"]], [900, 800]),
        Laid("甲乙", [["甲乙"]], [100]),
        Laid("甲乙", [["甲丙"]], [900]),
    ]
    figures = measure(laid, "zh-Hans", TwoLetters(Path()), is_timed=True)
    examples = figures.pop("examples")
    assert {"torn": ["甲乙丙|丁戊己庚辛", "甲乙丙丁戊己庚‖辛"]} == examples
    assert {
        "breaks": 2,
        "line_breaks": 1,
        "any_per_1000": 1000.0,
        "torn_per_1000": 1000.0,
        "torn_by_one_per_1000": 1000.0,
        "cues_per_sentence": 1.33,
        "slivers_per_1000": 250.0,
        "short_per_1000": 250.0,
        "wide_per_1000": 0.0,
        "lost": 1,
        "kinds": {"torn": 2},
    } == figures


def test_layout_of_a_tree() -> None:
    """Every sentence gets its own cues back, whatever became of them."""
    texts = ["我们现在就出发去那里看看，然后再说。", "走吧。"]
    laid = lay_out_by_tree(texts, "zh-Hans", ROOT, "auto", "")
    assert [
        Laid(texts[0], [["我们现在就出发去那里看看，", "然后再说。"]], [3960]),
        Laid(texts[1], [["走吧。"]], [660]),
    ] == laid
