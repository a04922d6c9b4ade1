# ruff: noqa: E501 - sample documents have long lines
"""Mail, PDF, feeds, records, archives, folders and streams."""

from __future__ import annotations

import gzip
import io
import json
import sys
import tarfile
import zipfile
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import ClassVar

import pytest

from telegrapher.errors import ReadingError
from telegrapher.model import Release, ZoneKind
from telegrapher.reading import Failure, read_bytes, read_path, read_stream

LEAD = "OSLO, Norway, May 5, 2010 -- Nordwave has chosen Helios to equip its cable from Oslo to Riga, the two companies said today."
BODY = "The order was placed after a trial in which three makers took part, and it covers five years of support for all of the terminals."
TEXT = f"Nordwave Picks Helios\n\n{LEAD}\n\n{BODY}\n"
PAGE = f"<html><head><title>x</title></head><body><h1>Nordwave Picks Helios</h1><p>{LEAD}</p><p>{BODY}</p></body></html>"


def mail(plain: str | None = None, page: str | None = None) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Nordwave Media Relations <press@nordwave.example>"
    message["Subject"] = "MEDIA RELEASE: Nordwave Picks Helios"
    message["Date"] = "Wed, 05 May 2010 23:30:00 +0200"
    if plain is not None:
        message.set_content(plain)
    if page is not None and plain is not None:
        message.add_alternative(page, subtype="html")
    elif page is not None:
        message.set_content(page, subtype="html")
    return message


def only(data: bytes, **how: str) -> Release:
    (release,) = read_bytes(data, name="sample", **how)
    return release


def pdf(lines: list[str], pages: int = 1) -> bytes:
    """A small PDF written by hand (PDF 1.4, section 7): one font, one column."""
    streams = [
        "BT /F1 10 Tf 12 TL 40 780 Td " + " ".join(f"({line.replace('(', '[').replace(')', ']')}) Tj T*" for line in lines) + " ET"
    ] * pages
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(pages))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for index, stream in enumerate(streams):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * index} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    return f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF".encode(
        "latin-1"
    )


class TestMail:
    def test_plain_part(self) -> None:
        release = only(bytes(mail(TEXT.replace("OSLO, Norway, May 5, 2010 -- ", ""), PAGE)))
        assert release.title == "Nordwave Picks Helios"
        assert release.published == date(2010, 5, 5)
        assert release.issuer_hints == ("Nordwave",)
        assert release.media_type == "message/rfc822"

    def test_page_where_the_plain_part_is_a_stub(self) -> None:
        assert BODY in only(bytes(mail("Please view this mail in a browser.", PAGE))).text
        assert BODY in only(bytes(mail(None, PAGE))).text

    def test_both_parts_give_the_same_text(self) -> None:
        assert only(bytes(mail(TEXT))).text == only(bytes(mail(None, PAGE))).text

    def test_signature_and_forwarding_are_noise(self) -> None:
        forwarded = f"---------- Forwarded message ----------\nFrom: Jane Roe\nSubject: Nordwave\n\n{TEXT}\n-- \nThis mail is for you alone, and nobody else may read it.\n"
        release = only(bytes(mail(forwarded)))
        noise = " ".join(release.quote(zone.span) for zone in release.zones if zone.kind is ZoneKind.NOISE)
        assert "Forwarded message" in noise
        assert "for you alone" in noise
        assert release.title == "Nordwave Picks Helios"

    def test_attached_release(self) -> None:
        message = mail("Please find our news attached.\n")
        message.add_attachment(TEXT.encode(), maintype="text", subtype="plain", filename="cable.txt")
        assert [release.name for release in read_bytes(bytes(message), name="m")] == ["m", "m/cable"]

    def test_truncated(self) -> None:
        whole = bytes(mail(TEXT, PAGE))
        assert BODY[:40] in only(whole[: len(whole) // 2]).text

    def test_no_mail(self, tmp_path: Path) -> None:
        (tmp_path / "a.eml").write_bytes(b"hello world\n")
        (failure,) = read_path(tmp_path / "a.eml")
        assert isinstance(failure, Failure)
        assert "no mail" in failure.reason


class TestPdf:
    @pytest.fixture(autouse=True)
    def reader(self) -> None:
        pytest.importorskip("pypdfium2")

    def test_text(self) -> None:
        lines = [
            "Nordwave Picks Helios",
            "",
            "OSLO, Norway, May 5, 2010 -- Nordwave has chosen Helios to equip its",
            "cable from Oslo to Riga, the two companies said today. The order was",
            "placed after a trial in which three makers took part.",
        ]
        release = only(pdf(lines))
        assert release.published == date(2010, 5, 5)
        assert "equip its cable from Oslo to Riga, the two companies said today. The order was placed" in release.text
        assert release.media_type == "application/pdf"

    def test_scan(self) -> None:
        with pytest.raises(ReadingError, match="without text, probably a scan"):
            read_bytes(pdf(["x"]), name="scan")

    def test_damaged(self) -> None:
        with pytest.raises(ReadingError, match="damaged PDF"):
            read_bytes(b"%PDF-1.4\nnothing here", name="broken")

    def test_encrypted(self) -> None:
        trailer = (
            b"trailer\n<< /Encrypt << /Filter /Standard /V 1 /R 2 /O <"
            + b"00" * 32
            + b"> /U <"
            + b"00" * 32
            + b"> /P -4 >> /ID [<00> <00>] "
        )
        with pytest.raises(ReadingError, match="encrypted PDF"):
            read_bytes(pdf(["x"]).replace(b"trailer\n<<", trailer), name="secret")


class TestCollections:
    def test_json_lines(self) -> None:
        rows = [
            {"id": "a", "title": "Nordwave Picks Helios", "date": "2010-05-06", "text": TEXT, "url": "https://n.example/a"},
            {"id": "b", "html": PAGE},
            {"id": "c"},
        ]
        data = "\n".join(json.dumps(row) for row in rows) + "\nnot json\n"
        releases = read_bytes(data.encode(), name="dump", media_type="application/jsonl")
        assert [release.name for release in releases] == ["dump/a", "dump/b"]
        assert releases[0].url == "https://n.example/a"
        assert releases[0].published == date(2010, 5, 5)

    def test_rss_and_atom(self) -> None:
        pytest.importorskip("feedparser")
        item = f"<title>Nordwave Picks Helios</title><link>https://n.example/a</link><pubDate>Thu, 06 May 2010 08:00:00 GMT</pubDate><description><![CDATA[<p>{BODY}</p>]]></description>"
        rss = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Nordwave</title><item>{item}</item><item><title>Empty</title></item></channel></rss>'
        release = only(rss.encode())
        assert (release.title, release.published, release.text) == ("Nordwave Picks Helios", date(2010, 5, 6), BODY)
        atom = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><entry><id>1</id><title>Nordwave Picks Helios</title><updated>2010-05-06T00:00:00Z</updated><content type="html">&lt;p&gt;{BODY}&lt;/p&gt;</content></entry></feed>'
        assert only(atom.encode()).published == date(2010, 5, 6)

    def test_warc(self) -> None:
        pytest.importorskip("warcio")
        records = b""
        for status, kind, body in (
            ("200 OK", "text/html; charset=utf-8", PAGE),
            ("404 Not Found", "text/html", "gone"),
            ("200 OK", "image/png", "x"),
        ):
            payload = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n{body}".encode()
            head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://n.example/a\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(payload)}\r\n\r\n"
            records += head.encode() + payload + b"\r\n\r\n"
        packed = only(records)
        assert BODY in packed.text
        assert packed.url == "https://n.example/a"
        assert only(gzip.compress(records)).text == packed.text


class TestArchives:
    @staticmethod
    def zipped(files: dict[str, bytes]) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        return out.getvalue()

    @staticmethod
    def tarred(files: dict[str, bytes], mode: str) -> bytes:
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode=mode) as archive:
            for name, data in files.items():
                info = tarfile.TarInfo(name)
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
        return out.getvalue()

    FILES: ClassVar[dict[str, bytes]] = {
        "b/two.html": PAGE.encode(),
        "a/one.txt": TEXT.encode(),
        "../c.txt": TEXT.replace("three", "four").encode(),
        "x.png": b"\x89PNG",
    }

    @pytest.mark.parametrize("mode", ["zip", "w", "w:gz", "w:bz2", "w:xz"])
    def test_members(self, mode: str) -> None:
        data = self.zipped(self.FILES) if mode == "zip" else self.tarred(self.FILES, mode)
        assert sorted(release.name for release in read_bytes(data, name="p")) == ["p/a/one", "p/b/two", "p/c"]

    def test_missing_library_stops_only_the_files_that_need_it(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setitem(sys.modules, "pypdfium2", None)
        (tmp_path / "a.pdf").write_bytes(pdf(["x"]))
        (tmp_path / "b.txt").write_text(TEXT)
        failure, release = read_path(tmp_path)
        assert isinstance(failure, Failure)
        assert "telegrapher[pdf]" in failure.reason
        assert isinstance(release, Release)

    def test_single_gzip(self) -> None:
        assert only(gzip.compress(TEXT.encode())).name == "sample"

    def test_broken_members_are_reported_and_others_go_on(self, tmp_path: Path) -> None:
        (tmp_path / "p.zip").write_bytes(self.zipped({"a.txt": TEXT.encode(), "b.txt": b"", "c.pdf": b"nothing"}))
        results = list(read_path(tmp_path / "p.zip"))
        assert [result.name for result in results if isinstance(result, Release)] == ["p/a"]
        assert [(result.where, result.reason) for result in results if isinstance(result, Failure)] == [
            ("p/b.txt", "is empty"),
            ("p/c.pdf", "is no pdf file, or a damaged one"),
        ]

    def test_zip_bomb(self) -> None:
        with pytest.raises(ReadingError, match="zip bomb"):
            read_bytes(self.zipped({f"{n}.txt": b" a" * 10_000_000 for n in range(3)}), name="bomb")

    def test_nesting_is_bounded(self) -> None:
        inner = self.zipped({"a.txt": TEXT.encode()})
        once = self.zipped({"inner.zip": inner})
        assert [release.name for release in read_bytes(once, name="p")] == ["p/inner/a"]
        with pytest.raises(ReadingError, match="too deep"):
            read_bytes(self.zipped({"outer.zip": once}), name="p")

    def test_damaged_encrypted_and_office(self) -> None:
        whole = self.zipped({"a.txt": TEXT.encode() * 50})
        with pytest.raises(ReadingError, match="damaged archive"):
            read_bytes(whole[: len(whole) // 2], name="p")
        flagged = bytearray(whole)
        flagged[whole.rindex(b"PK\x01\x02") + 8] |= 1
        with pytest.raises(ReadingError, match="encrypted"):
            read_bytes(bytes(flagged), name="p")
        with pytest.raises(ReadingError, match="Word document"):
            read_bytes(self.zipped({"word/document.xml": b"<x/>"}), name="p")


class TestPaths:
    def test_folder_is_read_in_order_with_unique_names(self, tmp_path: Path) -> None:
        (tmp_path / "sub").mkdir()
        (tmp_path / "sub" / "b.txt").write_text(TEXT)
        (tmp_path / "a.txt").write_text(TEXT)
        (tmp_path / "a.html").write_text(PAGE)
        (tmp_path / "c.txt").write_bytes(b"")
        (tmp_path / ".hidden").write_text("x")
        results = list(read_path(tmp_path))
        assert [getattr(result, "name", None) for result in results] == ["a.html", "a.txt", None, "sub/b"]
        assert results[2] == Failure(str(tmp_path / "c.txt"), "is empty")

    def test_missing_file(self, tmp_path: Path) -> None:
        (failure,) = read_path(tmp_path / "nothing.txt")
        assert isinstance(failure, Failure)
        assert failure.reason == "cannot be read: No such file or directory"

    @pytest.mark.parametrize("data", [TEXT.encode(), PAGE.encode(), bytes(mail(TEXT)), gzip.compress(TEXT.encode())])
    def test_stream_of_any_format(self, data: bytes) -> None:
        (release,) = read_stream(io.BytesIO(data))
        assert isinstance(release, Release)
        assert release.title == "Nordwave Picks Helios"
        assert release.name == "stdin"

    def test_same_bytes_same_release(self) -> None:
        assert only(TEXT.encode()) == only(TEXT.encode())
