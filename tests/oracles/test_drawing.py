"""libass draws what `to_ass` writes, by ffmpeg over a grey video: the pixels that are no longer grey."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
from attrs import evolve

from smarthandle_results import ASS_STYLES, AssStyle, Cue, shape, to_ass

pytestmark = pytest.mark.oracles

LANDSCAPE: Final = (480, 270)
PORTRAIT: Final = (270, 480)


class Box(NamedTuple):
    """The smallest rectangle around all that is drawn in a frame: its sides, the right and lower ones excluded."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """The number of columns."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """The number of rows."""
        return self.bottom - self.top


def draw_frames(  # noqa: PLR0913 - what a video is
    folder: Path,
    cues: Sequence[Cue],
    *,
    style: AssStyle | str = "landscape",
    size: tuple[int, int] = LANDSCAPE,
    rate: int = 10,
    seconds: float = 2,
    start_s: int = 0,
    language: str = "en",
) -> list[bytes]:
    """Draw cues over a grey video, and return the pixels of each frame."""
    if not shutil.which("ffmpeg"):
        pytest.skip("ffmpeg is not installed")
    fonts = subprocess.run(["fc-list", f":lang={language}"], capture_output=True, check=True).stdout
    if not fonts:
        pytest.skip(f"no font of the language {language} is installed")
    (folder / "talk.ass").write_text(to_ass(cues, style=style), encoding="utf-8", newline="\n")
    width, height = size
    video = f"color=gray:size={width}x{height}:rate={rate}:duration={seconds}"
    arguments = ["-f", "lavfi", "-i", video, "-vf", f"setpts=PTS+{start_s}/TB,ass=talk.ass", "-fps_mode", "passthrough"]
    done = subprocess.run(
        ["ffmpeg", "-v", "error", "-nostdin", *arguments, "-f", "rawvideo", "-pix_fmt", "gray", "-"],
        cwd=folder,
        capture_output=True,
        check=True,
    )
    frame_bytes = width * height
    frames = [done.stdout[at : at + frame_bytes] for at in range(0, len(done.stdout), frame_bytes)]
    assert round(rate * seconds) == len(frames)
    return frames


def draw(folder: Path, cues: Sequence[Cue], *, size: tuple[int, int] = LANDSCAPE, **video: Any) -> list[Box | None]:
    """Draw cues over a grey video, and return the box of each frame; None for a frame in which nothing is drawn."""
    return [find_box(frame, size[0]) for frame in draw_frames(folder, cues, size=size, **video)]


def find_box(frame: bytes, width: int) -> Box | None:
    """Find the pixels that are not like the first, a corner."""
    grey = frame[:1]
    rows = [frame[at : at + width] for at in range(0, len(frame), width)]
    drawn = [number for number, row in enumerate(rows) if row.strip(grey)]
    if not drawn:
        return None
    lefts = (width - len(rows[number].lstrip(grey)) for number in drawn)
    rights = (len(rows[number].rstrip(grey)) for number in drawn)
    return Box(min(lefts), drawn[0], max(rights), drawn[-1] + 1)


def draw_one(folder: Path, text: str, *, font: str = "DejaVu Sans Mono", language: str = "en") -> Box:
    """Draw one text, and return its box."""
    style = evolve(ASS_STYLES["landscape"], font_name=font)
    [box] = draw(folder, [Cue(0, 1000, text)], style=style, seconds=0.1, language=language)
    assert box is not None, f"nothing is drawn of {text!r}"
    return box


def test_a_cue_is_drawn_from_its_start_to_its_end(tmp_path: Path) -> None:
    """Nothing before and nothing after."""
    boxes = draw(tmp_path, [Cue(500, 1500, "Hello")])
    assert [False] * 5 + [True] * 10 + [False] * 5 == [box is not None for box in boxes]


def test_a_gap_of_a_frame_is_seen(tmp_path: Path) -> None:
    """Cues that touch are drawn without a gap, and others with theirs."""
    boxes = draw(tmp_path, [Cue(0, 500, "a"), Cue(500, 1000, "b"), Cue(1100, 2000, "c")])
    assert [10] == [number for number, box in enumerate(boxes) if box is None]


def test_a_cue_of_3_ms_is_drawn(tmp_path: Path) -> None:
    """For a centisecond, and the one that touches it from then on."""
    boxes = draw(tmp_path, [Cue(100, 103, "a"), Cue(200, 203, "x"), Cue(203, 210, "x")], rate=100, seconds=0.3)
    assert [10, 20, 21] == [number for number, box in enumerate(boxes) if box is not None]


@pytest.mark.parametrize("start_s", [36_000, 360_000])
def test_late_cues_are_drawn(tmp_path: Path, start_s: int) -> None:
    """After ten and after a hundred hours."""
    boxes = draw(tmp_path, [Cue(start_s * 1000 + 500, start_s * 1000 + 1000, "late")], seconds=1, start_s=start_s)
    assert [False] * 5 + [True] * 5 == [box is not None for box in boxes]


@pytest.mark.parametrize(
    ("name", "size", "language", "text"),
    [
        ("landscape", LANDSCAPE, "en", "It is a way I have of driving off the spleen, and " * 3),
        ("portrait", PORTRAIT, "en", "It is a way I have of driving off the spleen, and " * 3),
        (
            "landscape",
            LANDSCAPE,
            "zh",
            "今年前三季度销量增长了百分之九点五，其中新能源汽车的增长最为明显。",
        ),
        (
            "portrait",
            PORTRAIT,
            "zh",
            "今年前三季度销量增长了百分之九点五，其中新能源汽车的增长最为明显。",
        ),
    ],
)
def test_text_is_inside_the_frame(tmp_path: Path, name: str, size: tuple[int, int], language: str, text: str) -> None:
    """Between the margins, and above the lower one, laid out for the screen."""
    style = ASS_STYLES[name]
    cues = shape([Cue(0, 9000, text)], f"netflix-{language}")
    boxes = draw(tmp_path, cues, style=style, size=size, seconds=9, rate=2, language=language)
    scale = size[0] / style.play_res_x
    for box in boxes:
        assert box is not None
        assert box.left >= (style.margin_l - style.outline) * scale - 1
        assert box.right <= size[0] - (style.margin_r - style.outline) * scale + 1
        assert box.bottom <= size[1] - (style.margin_v - style.outline) * scale + 1
        assert box.top > size[1] / 2


def test_cues_that_overlap_are_drawn_one_above_the_other(tmp_path: Path) -> None:
    """The lines of the one that begins later are above."""
    first, both, last = draw(
        tmp_path, [Cue(0, 2000, "first"), Cue(1000, 3000, "second")], rate=1, seconds=3, style="portrait", size=PORTRAIT
    )
    assert first
    assert both
    assert last
    assert both.height > first.height + last.height
    assert both.bottom == first.bottom


@pytest.fixture(name="letter", scope="module")
def fixture_letter(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, float]:
    """Draw letters of a fixed width: the height of one, and how wide a column is."""
    folder = tmp_path_factory.mktemp("letter")
    letter = draw_one(folder, "x")
    return letter.height, draw_one(folder, "x" * 11).width / 10 - letter.width / 10


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("b", 1),
        ("{b}", 3),
        ("{b", 2),
        ("b}", 2),
        ("{\\an8}x", 7),
        ("{\\pos(0,0)}x", 12),
        ("{\\p1}m 0 0 l 9 0 9 9{\\p0}", 25),
        ("{\\alpha&HFF&}", 13),
        ("{}", 2),
        ("C:\\new", 6),
        ("x\\Nx", 4),
        ("x\\hx", 4),
        ("x\\{x\\}x", 7),
        ("\\\\N", 3),
    ],
)
def test_hostile_text_is_drawn_as_it_is(tmp_path: Path, letter: tuple[int, float], text: str, columns: int) -> None:
    """In one line, at the bottom, each of its characters a column wide: no command is obeyed, and nothing is hidden.

    Braces are full-width. A font that has none leaves them to another, in which they are up to two columns wide.
    """
    height, column = letter
    box = draw_one(tmp_path, text)
    wide = text.count("{") + text.count("}")
    assert columns - 1.5 <= box.width / column <= columns + 0.5 + wide
    assert box.height < 2.5 * height
    assert box.bottom > 0.85 * LANDSCAPE[1]


@pytest.mark.parametrize(
    ("language", "text", "is_right_to_left"),
    [("he", "שששש.", True), ("ar", "اااا.", True), ("en", "xxxx.", False), ("zh", "是是是是.", False)],
)
def test_punctuation_is_after_the_text(tmp_path: Path, language: str, text: str, *, is_right_to_left: bool) -> None:
    """Which is at the left where it is read from the right: what is drawn outermost there is a dot, on the line."""
    style = evolve(ASS_STYLES["landscape"], font_name="DejaVu Sans", font_size=240, outline=0)
    [frame] = draw_frames(tmp_path, [Cue(0, 1000, text)], style=style, rate=1, seconds=1, language=language)
    width = LANDSCAPE[0]
    whole = find_box(frame, width)
    assert whole is not None
    sides = [
        b"".join(frame[at + column : at + column + 3] for at in range(0, len(frame), width))
        for column in (whole.left, whole.right - 3)
    ]
    left, right = (find_box(frame[:3] + side, 3) for side in sides)
    assert left is not None
    assert right is not None
    middle = (whole.top + whole.bottom) / 2
    assert [is_right_to_left, not is_right_to_left] == [left.top - 1 > middle, right.top - 1 > middle]


def test_ends_of_lines_are_drawn(tmp_path: Path) -> None:
    """A line after a backslash too."""
    one, two = draw_one(tmp_path, "xx"), draw_one(tmp_path, "x\\\nx")
    assert two.height > 2 * one.height
    assert one.bottom == two.bottom
