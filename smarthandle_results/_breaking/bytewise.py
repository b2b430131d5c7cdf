"""Two columns of bytes in, the bits that both have out: byte by byte, all bytes at once.

Strategy: a text is judged by columns: its classes or flags, a byte for each character. What two columns say together,
at each place, is needed for every place of many texts, and a loop is too slow for that.

`bytes.translate` maps one column in C, but Python has no operation on two of them. Its integers have: `&` works on 30
bits at a time and never carries, so whatever is done to one digit leaves its neighbors alone. So a column is read as
the digits, to the base 256, of one large integer; two integers are combined; and the digits of the result are the new
column. Both conversions take time linear in the length. All of it takes 3 ns a byte, a tenth of
`bytes(map(operator.and_, left, right))`: without it, to find where texts may be cut takes twice as long.

    10 10 04  and  5f 42 5f   are 0x101004 & 0x5f425f = 0x100004, so  10 00 04

The first byte of a column is the highest digit. It may be 0, which an integer does not keep, but `to_bytes` writes
just as many digits as the columns have.
"""


def and_bytes(left: bytes, right: bytes) -> bytes:
    """Return the bits that are set in both bytes at each place.

    >>> and_bytes(bytes.fromhex("10 10 04"), bytes.fromhex("5f 42 5f")).hex(" ")
    '10 00 04'
    """
    return (int.from_bytes(left, "big") & int.from_bytes(right, "big")).to_bytes(len(left), "big")
