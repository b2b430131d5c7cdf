"""Tasks are taken ahead by their bytes."""

from collections.abc import Iterator

from smarthandle_results.batch._workers import AHEAD_BYTES, Workers


def test_large_tasks() -> None:
    """Of tasks that are large no more are taken ahead than one that waits to be handed on."""
    taken = []

    def make() -> Iterator[bytes]:
        for number in range(5):
            taken.append(number)
            yield bytes(AHEAD_BYTES)

    with Workers(2) as workers:
        done = workers.map(len, make())
        assert (next(done), len(taken)) == (AHEAD_BYTES, 2)
        assert (next(done), len(taken)) == (AHEAD_BYTES, 3)
        assert [AHEAD_BYTES] * 3 == [*done]
