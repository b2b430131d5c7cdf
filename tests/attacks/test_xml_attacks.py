"""Named attacks on the decoder by XML: nothing is expanded, fetched or recursed into."""

import pytest

from smarthandle_results import DecodeError, decode_response

# Traced, these take four times as long, and they cover nothing that other tests do not.
pytestmark = pytest.mark.no_cover

REFUSED = "expected XML without a document type declaration, got one"
ROOT = "<GetSmartHandleJobResponse><State>&x;</State></GetSmartHandleJobResponse>"
DECLARATIONS = {
    "entity": '<!DOCTYPE r [<!ENTITY x "y">]>',
    "bomb": '<!DOCTYPE r [<!ENTITY x0 "ha">'
    + "".join(f'<!ENTITY x{i + 1} "{f"&x{i};" * 10}">' for i in range(30))
    + '<!ENTITY x "&x30;">]>',
    "quadratic bomb": f'<!DOCTYPE r [<!ENTITY x "{"a" * 100_000}">]>',
    "external entity": '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    "parameter entity": '<!DOCTYPE r [<!ENTITY % x SYSTEM "http://127.0.0.1:1/x.dtd"> %x;]>',
    "external subset": '<!DOCTYPE r SYSTEM "http://127.0.0.1:1/x.dtd">',
    "public subset": '<!DOCTYPE r PUBLIC "-//X//Y" "http://127.0.0.1:1/x.dtd">',
}


@pytest.mark.parametrize("name", DECLARATIONS)
def test_document_types(name: str) -> None:
    """A document type declaration is refused before what it declares is read."""
    with pytest.raises(DecodeError, match=REFUSED):
        decode_response(DECLARATIONS[name] + ROOT.replace("&x;", "&x;" * 1000))


@pytest.mark.parametrize("reference", ["&x;", "&#0;", "&#xD800;", "&#99999999999;"])
def test_references(reference: str) -> None:
    """A reference to something undeclared, or to something that is not a character, is an error."""
    with pytest.raises(DecodeError, match="expected XML, got"):
        decode_response(ROOT.replace("&x;", reference))


@pytest.mark.parametrize("parent", ["a", "JobResult", "AiResult", "OutputConfig"])
def test_depth(parent: str) -> None:
    """XML nested 100,000 deep ends in a value or an error, without recursion."""
    depth = 100_000
    text = f"<GetSmartHandleJobResponse><State>Finished</State>{f'<{parent}>' * depth}"
    with pytest.raises(DecodeError, match="expected XML"):
        decode_response(text)
    whole = f"{text}{f'</{parent}>' * depth}</GetSmartHandleJobResponse>"
    try:
        response = decode_response(whole)
    except DecodeError as error:
        assert len(error.problems) < 10  # noqa: PT017 - a value is as good
    else:
        assert "Finished" == response.state


def test_many_elements() -> None:
    """A million elements of one name are read as the last of them."""
    text = "<State>Failed</State>" * 10**6 + "<State>Finished</State>"
    assert "Finished" == decode_response(f"<GetSmartHandleJobResponse>{text}</GetSmartHandleJobResponse>").state


@pytest.mark.parametrize("encoding", ["utf-7", "rot13", "idna", "cp037", "utf-16", "x" * 10_000])
def test_encodings(encoding: str) -> None:
    """A declared encoding runs none of Python's decoders that are not for text, and hides nothing."""
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>'
    with pytest.raises(DecodeError, match="expected XML"):
        decode_response(f"{declaration}<GetSmartHandleJobResponse/>".encode())


@pytest.mark.parametrize("number", ["1" + "0" * 400, "9" * 10**6, "-1", "1e5", "٣"])
def test_numbers(number: str) -> None:
    """A width beyond 64-bit integers is an error."""
    config = f"<OutputConfig><Width>{number}</Width></OutputConfig>"
    info = f"<SmartJobInfo>{config}</SmartJobInfo>"
    with pytest.raises(DecodeError, match="expected integer"):
        decode_response(f"<GetSmartHandleJobResponse>{info}</GetSmartHandleJobResponse>")


def test_sections_of_characters() -> None:
    """What is in a CDATA section is text, whatever it looks like."""
    text = ROOT.replace("&x;", "Finished").replace(
        "</State>", "</State><UserData><![CDATA[<a>&x;</a>]]>]]&gt;<![CDATA[]]></UserData>"
    )
    assert "<a>&x;</a>]]>" == decode_response(text).user_data


def test_an_inclusion() -> None:
    """Nothing is included: the element is one of those that nobody knows."""
    inclusion = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    response = decode_response(ROOT.replace("&x;", "Finished").replace("</State>", f"</State>{inclusion}"))
    assert ("Finished", None) == (response.state, response.user_data)
    with pytest.raises(DecodeError, match=r"expected string, got object at \.State"):
        decode_response(ROOT.replace("&x;", inclusion))


def test_a_chinese_encoding_that_is_declared() -> None:
    """GBK is refused by a sentence, as bytes; text that declares it is text already."""
    text = '<?xml version="1.0" encoding="GBK"?>' + ROOT.replace("&x;", "Finished").replace(
        "</State>", "</State><UserData>蛋糕</UserData>"
    )
    assert "蛋糕" == decode_response(text).user_data
    with pytest.raises(DecodeError, match="expected XML in UTF-8, got an encoding that its reader does not have"):
        decode_response(text.encode("gbk"))
