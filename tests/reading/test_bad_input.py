# ruff: noqa: E501 - sample documents have long lines
"""Bad input: one clear line; hostile input: time that grows with its length and no faster."""

from __future__ import annotations

import time

import pytest

from telegrapher.errors import ReadingError
from telegrapher.reading import read_bytes
from telegrapher.reading.rules import figure

LEAD = "OSLO, Norway -- May 5, 2010 -- Nordwave has chosen Helios to equip its cable from Oslo to Riga, the two companies said today.\n\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \n\t ", "nothing but blanks"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "PNG picture"),
        (bytes(range(256)) * 50, "not text"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 100, "Office file"),
        (b"{\\rtf1 hello}", "RTF"),
        (b"<html><body></body></html>", "without text"),
        (b"<html><body><script>x</script></body></html>", "without text"),
    ],
)
def test_refusals(data: bytes, message: str) -> None:
    with pytest.raises(ReadingError, match=message) as caught:
        read_bytes(data, name="bad")
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("bad: ")


def test_size_limit() -> None:
    with pytest.raises(ReadingError, match="too large"):
        read_bytes(b"a" * (int(figure("limits", "document_bytes")) + 1), name="huge")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(encoding: str) -> None:
    text = LEAD + "Jane Roe, “chief of networks” at Frøya – a town – said so."
    (release,) = read_bytes(text.encode(encoding), name="sample")
    assert release.text == text


def test_utf8_with_stray_bytes() -> None:
    text = (LEAD + "Frøya’s “network” is a long one – it is.").encode()
    (release,) = read_bytes(text + b" And \x93so\x94 on.", name="sample")
    assert "Frøya’s “network” is a long one – it is. And “so” on." in release.text


def test_declared_encoding_of_a_page() -> None:
    page = f'<html><head><meta charset="iso-8859-2"></head><body><p>{LEAD} Łódź i Kraków są miastami.</p></body></html>'
    (release,) = read_bytes(page.encode("iso-8859-2"), name="sample")
    assert "Łódź i Kraków" in release.text


HOSTILE = [
    " ", "-", " - ", '"', '" "', "'", "“", "<", "< ", ">", "|", "a", "A", "A ", "a ", ". ", ".A", "a.A", "• ", "(", "[", "[a](", "# ", "*", "* ", "\t", "@", "a@a.", "www.",
    "1 ", "1", "+1 ", "1-", "Mr. ", "said ", '"said "', "About ", "Contact: ", "/", "//", ":", "é", "Ã©", "A, ", "May ", "2010-", "date 2010-10-10 ", "<p>", "<div>", "<b",
    "<!--", '<a href="x">x</a>', "<table><tr><td>", "\n-", "\n\n", "\nA", "\n|", "\n> ", "==\n", "_", "**a", '"a b c d e f g" ', "forward-looking ", "Home > ", "a\tb\n",
    "a   b   c\n", "About X: ", "For more information ", "CEO ", 'He said, "', "statements look ",
]  # fmt: skip


@pytest.mark.parametrize("media_type", ["text/plain", "text/html"])
@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_strings_take_no_more_than_their_length(piece: str, media_type: str) -> None:
    body = piece * (30_000 // len(piece))
    document = LEAD + body if media_type == "text/plain" else f"<html><body><p>{LEAD}</p><p>{body}</p></body></html>"
    start = time.process_time()
    read_bytes(document.encode(), name="hostile", media_type=media_type)
    assert time.process_time() - start < 2


def test_cost_is_linear() -> None:
    """Four times the text takes about four times as long; eight is left, and the best of three runs counts, on a busy machine."""
    once = (LEAD + "“We like it,” said Jane Roe, CEO of Nordwave. It has 3 fibre pairs and serves Riga, Oslo and Turku.\n\n") * 300

    def cost(text: str) -> float:
        found = []
        for _ in range(3):
            start = time.process_time()
            read_bytes(text.encode(), name="long")
            found.append(time.process_time() - start)
        return min(found)

    cost(once)
    assert cost(once * 4) < 8 * max(cost(once), 0.02)
