# ruff: noqa: E501 - sample documents have long lines
"""Pages: the main part, what is left out, tables, metadata that are doubted."""

from __future__ import annotations

from datetime import date

import pytest

from telegrapher.errors import ReadingError
from telegrapher.model import ZoneKind

LEAD = "OSLO, Norway, May 5, 2010 -- Nordwave has chosen Helios to equip its cable from Oslo to Riga, the two companies said today."
BODY = "The order was placed after a trial in which three makers took part, and it covers five years of support for all of the terminals."


def page(main: str, head: str = "", before: str = "", after: str = "") -> str:
    return f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{head}</head><body>{before}{main}{after}</body></html>'


ARTICLE = f"<article><h1>Nordwave Picks Helios</h1><p>{LEAD}</p><p>{BODY}</p></article>"


@pytest.mark.parametrize(
    "aside",
    [
        '<nav><ul><li><a href="/">Products of Nordwave</a></li></ul></nav>',
        '<div id="comments"><div class="comment"><p>My money is on Borealis for the other one, and I should know, having laid cables.</p></div></div>',
        '<div class="cookie-banner"><p>We and our partners keep things on your device, unless you object to it here.</p></div>',
        '<div class="related-posts"><h4>More</h4><ul><li>Fish is getting dearer in all of Norway, says a study.</li></ul></div>',
        "<footer><p>Nordwave AS, Fjord Street 1, Oslo, is registered in Norway under a number that nobody needs.</p></footer>",
        '<div class="share-bar">Tell your friends about this page in any of these ways, we beg you to.</div>',
        '<div style="display: none">Words for machines that no reader of the page will ever get to see.</div>',
        '<div aria-hidden="true">Words for machines that no reader of the page will ever get to see.</div>',
        '<aside class="pullquote"><blockquote>“Our trust goes back years.”</blockquote></aside>',
        "<script>var words = 'Words for machines that no reader will ever get to see';</script>",
        "<form><p>Your mail address, please, so that we can write to you every single day.</p></form>",
    ],
)
def test_what_is_no_part_of_the_release_is_left_out(read, aside: str) -> None:
    whole = read(page(ARTICLE), "text/html").text
    assert read(page(ARTICLE, before=aside), "text/html").text == whole
    assert read(page(ARTICLE, after=aside), "text/html").text == whole
    inside = ARTICLE.replace(f"<p>{BODY}", f"{aside}<p>{BODY}")
    assert read(page(inside), "text/html").text == whole


def test_page_laid_out_by_tables(read) -> None:
    release = read(
        page(
            '<table><tr><td><a href="/">Home</a> | <a href="/n">News</a></td></tr><tr><td><a href="/1">Press Releases</a><br><a href="/2">Jobs</a></td>'
            f"<td><p><b>Nordwave Picks Helios</b></p><p>{LEAD}</p><p>{BODY}</p><p><b>About Nordwave</b><br>Nordwave owns cables and sells capacity on them "
            "to carriers in many countries.</p></td></tr><tr><td><a href='/s'>Site Map</a></td></tr></table>"
        ),
        "text/html",
    )
    assert release.text.startswith("Nordwave Picks Helios\n\nOSLO")
    assert release.text.endswith("in many countries.")
    assert release.zones[-1].owner == "Nordwave"


def test_lists_tables_and_line_breaks_are_kept(read) -> None:
    release = read(
        page(
            f"<article><h1>Nordwave Picks Helios</h1><p>{LEAD}</p><p>It lands at:</p><ul><li>Oslo, Norway</li><li>Riga, Latvia</li></ul>"
            f"<table><tr><th>Town</th><th>Owner</th></tr><tr><td>Oslo</td><td>Nordwave</td></tr></table><p>{BODY}</p>"
            "<p>Jane Roe<br>+47 22 00 00 00<br><a href='mailto:j@n.example'>j@n.example</a></p></article>"
        ),
        "text/html",
    )
    assert "It lands at:\n\nOslo, Norway\nRiga, Latvia" in release.text
    assert "Town\tOwner\nOslo\tNordwave" in release.text
    assert "Jane Roe\n+47 22 00 00 00\nj@n.example" in release.text


def test_contacts_in_columns_are_read_one_after_the_other(read, parts) -> None:
    cells = "<tr><th>Helios media</th><th>Nordwave media</th></tr><tr><td>Jo Doe<br>+1 555 0100</td><td>Jane Roe<br>+1 555 0101</td></tr>"
    release = read(
        page(f"<main><h1>Nordwave Picks Helios</h1><p>{LEAD}</p><p>{BODY}</p><table>{cells}</table></main>"), "text/html"
    )
    assert "Helios media\nJo Doe\n+1 555 0100" in release.text
    assert [owner for owner, _ in parts(release, ZoneKind.CONTACT)] == ["Helios", "Nordwave"]


def test_same_release_as_page_and_as_text(read) -> None:
    text = f"Nordwave Picks Helios\n\n{LEAD}\n\n{BODY}\n\nIt lands at:\n\n• Oslo\n• Riga\n\nAbout Nordwave\n\n{BODY.replace('three', 'four')}\n"
    markup = page(
        f"<article><h1>Nordwave Picks Helios</h1><p>{LEAD}</p><p>{BODY}</p><p>It lands at:</p><ul><li>Oslo</li><li>Riga</li></ul>"
        f"<h3>About Nordwave</h3><p>{BODY.replace('three', 'four')}</p></article>"
    )
    assert read(text).text == read(markup, "text/html").text
    assert read(text).id == read(markup, "text/html").id


def test_metadata_are_used_and_doubted(read) -> None:
    claims = (
        '<title>Nordwave Picks Helios | Nordwave newsroom</title><meta property="og:site_name" content="Nordwave newsroom">'
        '<link rel="canonical" href="https://nordwave.example/news/1"><script type="application/ld+json">'
        '{"@graph": [{"@type": "NewsArticle", "headline": "Nordwave Picks Helios", "datePublished": "2011-01-02T08:00:00Z",'
        ' "publisher": {"@type": "Organization", "name": "Light Reading"}}]}</script>'
    )
    with_dateline = read(page(ARTICLE, claims), "text/html")
    assert with_dateline.published == date(2010, 5, 5)
    assert with_dateline.issuer_hints == ("Nordwave",)
    assert with_dateline.url == "https://nordwave.example/news/1"
    without = ARTICLE.replace("OSLO, Norway, May 5, 2010 -- ", "")
    assert read(page(without, claims), "text/html").published == date(2011, 1, 2)
    assert read(page(without, '<meta name="date" content="May 7, 2010">'), "text/html").published == date(2010, 5, 7)
    assert read(page(without.replace("<h1>", '<time datetime="2010-05-08">8 May</time><h1>')), "text/html").published == date(
        2010, 5, 8
    )


def test_broken_json_and_odd_claims_do_no_harm(read) -> None:
    claims = '<script type="application/ld+json">{"@type": "NewsArticle", </script><script type="application/ld+json">[1, null, {"@type": ["Article"], "publisher": [7]}]</script>'
    assert read(page(ARTICLE, claims), "text/html").title == "Nordwave Picks Helios"


def test_entities_footnotes_and_marks(read) -> None:
    body = (
        ARTICLE.replace("Nordwave has", "Nordwave&reg;<sup>1</sup> has")
        .replace("Helios to", "Helios&trade; to")
        .replace("five years", "10<sup>9</sup> m&amp;ms")
    )
    text = read(page(body), "text/html").text
    assert "Nordwave has chosen Helios to" in text
    assert "109 m&ms" in text


def test_preformatted_filing(read) -> None:
    wrapped = "OSLO, Norway, May 5, 2010 -- Nordwave has chosen Helios to equip its\ncable from Oslo to Riga. The order was placed after a trial in which\nthree makers took part, and it covers five years of support.\n"
    text = read(page(f"<pre>\n                 Nordwave Picks Helios\n\n{wrapped}\n</pre>"), "text/html").text
    assert text.startswith("Nordwave Picks Helios\n\nOSLO")
    assert "equip its cable from Oslo to Riga. The order was placed after a trial in which three makers" in text


def test_truncated_page_and_fragment(read) -> None:
    assert BODY[:60] in read(page(ARTICLE)[:-60], "text/html").text
    assert read(f"<p>{LEAD}<p>{BODY}", "text/html").text == f"{LEAD}\n\n{BODY}"


def test_deeply_nested_page(read) -> None:
    assert "Nordwave has chosen" in read(page("<div>" * 150 + ARTICLE + "</div>" * 150), "text/html").text
    with pytest.raises(ReadingError, match="nested too deep"):
        read(page("<div>" * 5000 + ARTICLE + "</div>" * 5000), "text/html")


@pytest.mark.parametrize(
    ("behind", "kept"),
    [
        ("<div class=x><h4>About Nordwave</h4><p>Nordwave runs cables in the north.</p></div>", True),
        ("<div class=x><h4>Media queries</h4><p>Mara Lind<br>press@nordwave.example</p></div>", True),
        ("<div class=x><h4>About us</h4><p>This site is run by Nordwave in the north.</p></div>", False),
        ("<div class=x><h4>More news</h4><p>Nordwave runs cables in the north.</p></div>", False),
    ],
)
def test_what_closes_a_release_belongs_to_it(read, behind: str, kept: bool) -> None:
    text = read(page(ARTICLE, after=behind), "text/html").text
    assert ("in the north" in text or "Mara Lind" in text) is kept
