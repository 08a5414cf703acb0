import pytest

from assistant.errors import UnreadableFile
from ingest.markup import parse_html, parse_xml


def test_names_lose_their_namespace_and_text_keeps_its_order():
    root = parse_xml(b'<w:p xmlns:w="urn:w" w:val="1">a<w:b>b</w:b>c<!-- d --><?e f?>g</w:p>', "brief.xml")

    assert (root.tag, root.get("val"), root.text()) == ("p", "1", "abcg")
    assert [child.tag for child in root.elements()] == ["b"]


@pytest.mark.parametrize(
    "hostile",
    [
        b'<!DOCTYPE a [<!ENTITY x "boe">]><a>&x;</a>',
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>',
        b'<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><l>&b;</l>',
        b"<!DOCTYPE a><a>tekst</a>",
    ],
    ids=["entity", "file", "network", "laughs", "bare"],
)
def test_a_document_type_is_refused(hostile):
    with pytest.raises(UnreadableFile):
        parse_xml(hostile, "brief.xml")


@pytest.mark.parametrize("broken", [b"<a><b></a>", b"<a", b"geen xml", b"<a>\x00</a>", b"<" * 5000])
def test_xml_that_is_not_well_formed_names_the_file_and_the_fault(broken):
    with pytest.raises(UnreadableFile, match=r"brief\.xml: it is not well-formed XML"):
        parse_xml(broken, "brief.xml")


def test_nesting_without_end_is_refused():
    with pytest.raises(UnreadableFile):
        parse_xml(b"<a>" * 5000 + b"</a>" * 5000, "diep.xml")


def test_html_is_read_whatever_its_faults():
    root = parse_html(b"<p>een <b>brief<p>twee", "brief.html")

    assert "".join(root.text().split()) == "eenbrieftwee"
