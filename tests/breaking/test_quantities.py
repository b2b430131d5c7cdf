"""Quantities: found quickly, by how they begin."""

from hypothesis import given, strategies as st

from smarthandle_results._breaking import quantities

PARTS = st.sampled_from("0129０９Ａｚ．％一二百分之点第约￥-+~≥<× x*/:–kmMhNoUSDRENCYr.元个公里小时年代 a中")


@given(st.text(PARTS, max_size=30))
def test_what_is_found_by_its_start_is_what_is_there(text: str) -> None:
    """To look for the first two characters ahead of the whole pattern leaves nothing out."""
    expected = {at for found in quantities._quantity("").finditer(text) for at in range(found.start() + 1, found.end())}  # noqa: SLF001
    assert expected == quantities.find_insides(text)
