"""Wikidata: what is asked, how politely, what comes of it, and what a service can do wrong."""

from __future__ import annotations

import json
import threading
from email.utils import formatdate
from pathlib import Path

import pytest

import telegrapher
from telegrapher.errors import EndpointError, InputError, QueryError, TelegrapherError, UnknownNameError
from telegrapher.importing import ask_wikidata, read_wikidata
from telegrapher.importing.asking import Asker, Waiting
from telegrapher.importing.rules import wikidata_rules
from telegrapher.importing.wikidata import agent
from telegrapher.store import Limits, Remote, Term
from telegrapher.store.shapes import check_shapes

ALL = ("cables", "companies")
SAMPLE = Path(__file__).parents[2] / "data" / "imports" / "wikidata.ttl"
GRAPH = "https://w3id.org/telegrapher/id/graph/import/wikidata"
ME = "ann@gullnet.example"
BUSY = (503, "text/plain", b"later", {})


class Clock:
    """Counts the seconds that were to be waited, and waits none."""

    def __init__(self, total: float = 1e6, jitter: float = 0.0) -> None:
        self.waits: list[float] = []
        self.waiting = Waiting(total, self.waits.append, lambda: jitter)


def asker(service, clock: Clock | None = None, **more: object) -> Asker:
    return ask_wikidata(ME, endpoint=service.url, waiting=(clock or Clock()).waiting, **more)  # type: ignore[arg-type]


def said(graph, key: str) -> dict[str, list[str]]:
    """What the imported graph says of a thing: local name of the relation to values."""
    found: dict[str, list[str]] = {}
    for quad in graph.store.quads(GRAPH):
        if quad.subject.value.endswith(f"/{key}"):
            name = quad.predicate.value.rpartition("#")[2].rpartition("/")[2]
            found.setdefault(name, []).append(quad.object.value.removeprefix("https://w3id.org/telegrapher/id/"))
    return {name: sorted(values) for name, values in found.items()}


# -- what is taken


def test_an_organisation_is_taken_as_it_is_described(graph, extract):
    graph.import_wikidata(extract, groups=ALL)
    assert said(graph, "Q9000000021") == {
        "type": ["https://w3id.org/telegrapher/ontology#Organization"],
        "label": ["Gullnet"],
        "altLabel": ["Gullnet ASA", "Terntel"],
        "identifier": ["lei:5493001KJTIIGC8Y1R12", "wikidata:Q9000000021"],
        "sameAs": ["http://www.wikidata.org/entity/Q9000000021"],
        "website": ["gullnet.example"],
        "location": ["place/no"],
        "address": ["Gullhaven"],
        "tickerSymbol": ["OSE:GULL"],
        "foundingDate": ["1998-05"],
        "subsidiaryOf": ["wikidata-organization/Q9000000022"],
        "owns": ["wikidata-cable/Q9000000031"],
    }


def test_a_cable_is_taken_as_it_is_described(graph, extract):
    graph.import_wikidata(extract, groups=ALL)
    marea = said(graph, "Q9000000030")
    assert (marea["lengthKm"], marea["readyForService"], marea["exactMatch"]) == (["6605"], ["2018"], ["cable/marea"])
    assert said(graph, "Q9000000024")["builds"] == ["wikidata-cable/Q9000000031"]
    assert "lengthKm" not in said(graph, "Q9000000031")


def test_people_and_unknown_values_are_left_out(graph, extract):
    graph.import_wikidata(extract, groups=ALL)
    everything = "".join(map(str, graph.store.quads(GRAPH)))
    assert "Q9000000040" not in everything
    assert "genid" not in everything


def test_what_cannot_be_taken_is_told(graph, extract):
    problems = "\n".join(graph.import_wikidata(extract, groups=ALL).problems)
    for words in ("'not a number' is no LEI", "'Bourse of Freedonia'", "precision 8", "left out: Q9000000023", "length '0'"):
        assert words in problems
    assert "Oslo" not in problems


def test_links_are_as_sure_as_their_rung(graph, extract):
    found = graph.import_wikidata(extract, groups=ALL)
    assert (found.things, found.linked, found.ambiguous, found.unknown) == (8, 5, 0, 3)
    assert said(graph, "Q815694")["exactMatch"] == ["organization/bell-canada"]  # by number
    assert said(graph, "Q9000000020")["exactMatch"] == ["organization/orange"]  # by name
    assert "exactMatch" not in said(graph, "Q9000000021")


def test_without_groups_our_own_numbers_are_asked_for(graph, extract, reference):
    found = graph.import_wikidata(extract)
    assert (found.things, found.linked) == (2, 2)
    assert any("left out" in problem and "Q456157" in problem for problem in found.problems)


def test_classes_of_ones_own_and_industries(graph, extract):
    assert graph.import_wikidata(extract, groups=("Q9000000003:Organization",)).things == 4
    assert said(graph, "Q9000000022")["label"] == ["Gull Holding"]
    graph.import_wikidata(extract, groups=("vendors",))
    assert "Q581438" not in "".join(map(str, graph.store.quads(GRAPH)))
    with pytest.raises(UnknownNameError, match="no group 'ships'; there are cables, companies, vendors"):
        graph.import_wikidata(extract, groups=("ships",))


def test_a_group_that_the_source_does_not_know_is_told(graph, tmp_path):
    (tmp_path / "empty.ttl").write_text("<urn:a> <urn:b> <urn:c> .")
    found = graph.import_wikidata(telegrapher.wikidata_files(tmp_path / "empty.ttl"), groups=("cables",))
    assert found.things == 0
    assert found.problems == ("no class of the source is called submarine communications cable; the group cables is empty",)


def test_provenance_is_kept(graph, extract):
    graph.import_wikidata(extract, groups=ALL, retrieved="2026-10-03")
    (record,) = graph.stats().imports
    assert (record.name, record.title, record.modified, record.retrieved) == ("wikidata", "Wikidata", "2026-10-02", "2026-10-03")
    assert record.licence == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert (record.things, record.linked) == (8, 5)
    with pytest.raises(InputError, match="'yesterday' is no day"):
        graph.import_wikidata(extract, groups=ALL, retrieved="yesterday")


def test_the_shapes_accept_it(graph, extract):
    graph.import_wikidata(extract, groups=ALL)
    assert [str(one) for one in check_shapes(graph.store.quads(GRAPH))] == []
    assert graph.check() == ()


def test_again_is_the_same(graph, extract):
    assert graph.import_wikidata(extract, groups=ALL).change == "added"
    before = [(entry.graph, entry.journal) for entry in graph.store.entries()]
    assert graph.import_wikidata(extract, groups=(*ALL, "cables")).change == "unchanged"
    assert [(entry.graph, entry.journal) for entry in graph.store.entries()] == before
    assert graph.import_wikidata(extract, groups=("cables",)).change == "replaced"
    assert "Q815694" not in "".join(map(str, graph.store.quads(GRAPH)))


# -- how it is asked


def test_over_the_network_it_is_the_same(service, extract, reference):
    assert read_wikidata(asker(service), reference, groups=ALL) == read_wikidata(extract, reference, groups=ALL)


def test_the_service_learns_who_asks(service, reference):
    read_wikidata(asker(service), reference, groups=("cables",))
    for headers, form in zip(service.headers, service.forms, strict=True):
        assert headers["User-Agent"].startswith(f"telegrapher/{telegrapher.__version__} ({ME}) SPARQLWrapper/")
        assert "default-graph-uri" not in form


@pytest.mark.parametrize(
    "contact", ["", "me", "a@b", "ann@gull.example\r\nX: y", "ann (at) gull.example", "ftp://gull.example", "ånn@gull.example"]
)
def test_a_contact_is_needed(contact):
    with pytest.raises(InputError, match="Wikimedia asks for an e-mail or web address"):
        ask_wikidata(contact)


def test_a_page_on_the_web_is_a_contact_too():
    assert "(https://gullnet.example/bot)" in agent("https://gullnet.example/bot")


def test_text_of_the_caller_is_never_pasted(extract, reference):
    with pytest.raises(UnknownNameError):
        read_wikidata(extract, reference, groups=("Q1> } DROP ALL #:Cable",))


def test_members_come_page_by_page(service, reference, extract):
    service.rows = 2
    assert read_wikidata(asker(service), reference, groups=ALL) == read_wikidata(extract, reference, groups=ALL)
    pages = [text for text in service.queries if "?after" in text]
    assert len(pages) == len(set(pages)) == 2 + 4  # two cables on one page, five companies on three, and an empty page each


def test_a_limit_is_of_each_group(extract, reference):
    found = read_wikidata(extract, reference, groups=ALL, limit=1)
    assert {entry.id for entry in found.entries} == {"Q9000000030", "Q581438"}


def test_things_come_in_chunks(service, reference, monkeypatch, extract):
    whole = read_wikidata(extract, reference, groups=ALL)
    monkeypatch.setattr("telegrapher.importing.wikidata.wikidata_rules", lambda: small)
    rules = wikidata_rules()
    small = type(rules)(**{name: getattr(rules, name) for name in rules.__slots__} | {"chunk": 2})
    assert read_wikidata(asker(service), reference, groups=ALL) == whole
    assert sum("psv:P571" in text for text in service.queries) == 4


def test_one_question_at_a_time_with_a_pause_between(service, reference):
    clock = Clock()
    read_wikidata(asker(service, clock), reference, groups=("cables",))
    assert clock.waits == [wikidata_rules().pause] * (len(service.queries) - 1)


# -- the cache


def test_what_is_known_is_not_asked_again(service, reference, tmp_path):
    first = asker(service, cache=tmp_path / "kept")
    found = read_wikidata(first, reference, groups=ALL)
    asked = len(service.queries)
    again = asker(service, cache=tmp_path / "kept")
    assert read_wikidata(again, reference, groups=ALL) == found
    assert (len(service.queries), again.asked, again.known) == (asked, 0, first.asked)
    offline = ask_wikidata(endpoint=service.url, cache=tmp_path / "kept", offline=True)
    assert read_wikidata(offline, reference, groups=ALL) == found
    assert read_wikidata(asker(service, cache=tmp_path / "kept", refresh=True), reference, groups=ALL) == found
    assert len(service.queries) == 2 * asked


def test_what_broke_off_goes_on_where_it_was(service, graph, reference, tmp_path):
    service.instead = [None] * 4 + [(500, "text/plain", b"java.util.concurrent.TimeoutException", {})]
    with pytest.raises(EndpointError, match="status 500"):
        graph.import_wikidata(asker(service, cache=tmp_path / "kept"), groups=ALL)
    assert graph.store.entries() == ()  # nothing half written
    done = len(service.queries) - 1
    second = asker(service, cache=tmp_path / "kept")
    graph.import_wikidata(second, groups=ALL)
    assert second.known == done
    assert graph.stats().imports[0].things == 8


def test_the_cache_holds_neither_contact_nor_clock(service, reference, tmp_path):
    for name in ("one", "two"):
        read_wikidata(asker(service, cache=tmp_path / name), reference, groups=("cables",))
    kept = {path.name: path.read_bytes() for path in (tmp_path / "one").rglob("*.json")}
    assert kept == {path.name: path.read_bytes() for path in (tmp_path / "two").rglob("*.json")}
    assert kept
    assert all(ME.encode() not in body and json.loads(body) for body in kept.values())


def test_a_damaged_answer_is_named(service, reference, tmp_path):
    read_wikidata(asker(service, cache=tmp_path / "kept"), reference, groups=("cables",))
    for path in (tmp_path / "kept").rglob("*.json"):
        path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(EndpointError, match=r"the kept answer .*\.json is damaged; delete it"):
        read_wikidata(asker(service, cache=tmp_path / "kept"), reference, groups=("cables",))


def test_offline_nobody_is_asked(service, reference, tmp_path):
    for cache in (None, tmp_path / "kept"):
        with pytest.raises(EndpointError, match="has no answer to a question, and offline nobody is asked"):
            read_wikidata(ask_wikidata(endpoint=service.url, cache=cache, offline=True), reference, groups=("cables",))
    assert service.queries == []


def test_a_cache_that_cannot_be_written_is_told(service, reference, tmp_path):
    (tmp_path / "kept").write_text("a file")
    with pytest.raises(EndpointError, match="cannot be kept"):
        read_wikidata(asker(service, cache=tmp_path / "kept"), reference, groups=("cables",))


# -- what a service can do wrong


def test_retry_after_is_obeyed(service, reference, monkeypatch):
    now = 1_000_000.0
    monkeypatch.setattr("telegrapher.store.remote.time.time", lambda: now)
    clock = Clock()
    source = asker(service, clock)
    source.source._retry = type(source.source._retry)(  # the clock of the header's date
        **{name: getattr(source.source._retry, name) for name in ("times", "first", "longest", "throttled", "jitter", "sleep")},
        now=lambda: now,
    )
    service.instead = [
        (429, "text/plain", b"slow down", {"Retry-After": "17"}),
        (429, "text/plain", b"slow down", {"Retry-After": formatdate(now + 23, usegmt=True)}),
        (429, "text/plain", b"slow down", {}),
        (503, "text/html", b"<html>", {"Retry-After": "soon"}),
    ]
    read_wikidata(source, reference, groups=("cables",))
    assert clock.waits[:4] == [17, 23, 60, 40]


def test_jitter_makes_waits_longer_never_shorter(service, reference):
    clock = Clock(jitter=0.5)
    service.instead = [(429, "text/plain", b"", {"Retry-After": "10"}), BUSY]
    read_wikidata(asker(service, clock), reference, groups=("cables",))
    assert clock.waits[:2] == [15, 15]


def test_patience_with_one_question_ends(service, graph):
    service.forever = BUSY
    clock = Clock()
    with pytest.raises(EndpointError, match=r"too busy \(status 503\) \(7 attempts\); try again later"):
        graph.import_wikidata(asker(service, clock), groups=("cables",))
    assert clock.waits == [5, 10, 20, 40, 80, 160]
    assert graph.store.entries() == ()


def test_patience_with_the_whole_ends(service, graph):
    service.instead = [BUSY, None] * 9
    with pytest.raises(EndpointError, match=r"10 s were waited, and it wants 5 s more; try again later"):
        graph.import_wikidata(asker(service, Clock(total=12)), groups=ALL)
    assert graph.store.entries() == ()


def test_a_ban_is_not_waited_for(service, graph):
    service.forever = (429, "text/plain", b"banned", {"Retry-After": "86400"})
    clock = Clock()
    with pytest.raises(EndpointError, match="asks to wait 86400 s"):
        graph.import_wikidata(asker(service, clock), groups=("cables",))
    assert clock.waits == []


BROKEN = {
    "a page for people": ((200, "text/html", b"<html>Welcome</html>", {}), "answers with text/html"),
    "cut off": ((200, "application/sparql-results+json", b'{"head": {"vars": ["class", "na', {}), "broken or cut off"),
    "cut off in transport": ((200, "application/sparql-results+json", b"{}", {"Content-Length": "500"}), "broke off"),
    "refused": ((403, "text/plain", b"Please set a user-agent", {}), "status 403 .*Please set a user-agent"),
    "timed out there": ((500, "text/plain", b"at java\njava.util.concurrent.TimeoutException", {}), "status 500"),
    "wrong query": ((400, "text/plain", b"MalformedQueryException", {}), "says the SPARQL is wrong"),
    "sent to another host": ((302, "text/plain", b"", {"Location": "http://example.org/sparql"}), "sends on to"),
    "sent to a page": ((303, "text/plain", b"", {"Location": "/elsewhere"}), "answers elsewhere"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_answer_is_one_line_and_changes_nothing(service, graph, extract, tmp_path, kind):
    graph.import_wikidata(extract, groups=("cables",))
    before = sorted(map(str, graph.store.quads(GRAPH)))
    reply, words = BROKEN[kind]
    service.instead = [None, None, reply]
    with pytest.raises((EndpointError, QueryError), match=words) as caught:
        graph.import_wikidata(asker(service, cache=tmp_path / "kept"), groups=ALL)
    assert "\n" not in str(caught.value)
    assert sorted(map(str, graph.store.quads(GRAPH))) == before
    assert len(list((tmp_path / "kept").rglob("*.json"))) == 2  # the broken one is not kept


def test_a_redirect_on_the_same_host_is_followed(service, reference, extract):
    service.instead = [(307, "text/plain", b"", {"Location": "/bigdata/sparql"})]
    assert read_wikidata(asker(service), reference, groups=ALL) == read_wikidata(extract, reference, groups=ALL)


def test_a_service_that_never_answers_is_left(service, reference):
    service.hold = threading.Event()
    slow = Remote(service.url, limits=Limits(seconds=0.3), graphs=())
    with pytest.raises(EndpointError, match=r"took longer than 0\.3 s"):
        read_wikidata(Asker(slow), reference, groups=("cables",))


def test_an_endless_page_is_noticed(service, reference):
    whole = service.data.run(_members(service.data))
    service.change = lambda text, body: body if "?after" not in text else _page(whole)
    with pytest.raises(EndpointError, match="does not page"):
        read_wikidata(asker(service), reference, groups=("cables",))
    assert len(service.queries) == 3


def test_a_source_without_end_is_stopped(service, reference, monkeypatch):
    rules = wikidata_rules()
    small = type(rules)(**{name: getattr(rules, name) for name in rules.__slots__} | {"most": 50})
    monkeypatch.setattr("telegrapher.importing.wikidata.wikidata_rules", lambda: small)
    numbers = iter(range(1_000_000, 2_000_000))
    service.change = lambda text, body: (
        body if "?after" not in text else _rows(f"{rules.entity}Q{next(numbers)}" for _ in range(20))
    )
    with pytest.raises(EndpointError, match="more than 50 members; give a limit"):
        read_wikidata(asker(service), reference, groups=("cables",))


def _members(data) -> str:
    from telegrapher.importing.wikidata import _queries

    return _queries()["members"].bind({"class": [Term("http://www.wikidata.org/entity/Q9000000001", "iri")], "after": [Term("")]})


def _page(found) -> bytes:
    return _rows(str(row[0]) for row in found)


def _rows(iris) -> bytes:
    bindings = [{"item": {"type": "uri", "value": iri}} for iri in iris]
    return json.dumps({"head": {"vars": ["item"]}, "results": {"bindings": bindings}}).encode()


# -- files


def test_files_that_are_no_rdf_are_told(tmp_path: Path):
    (tmp_path / "broken.ttl").write_text("<urn:a> <urn:b> ")
    (tmp_path / "table.csv").write_text("a,b")
    for path, words in (
        (tmp_path / "broken.ttl", "broken RDF"),
        (tmp_path / "table.csv", "not an RDF file"),
        (tmp_path / "none", "no such file"),
    ):
        with pytest.raises(TelegrapherError, match=words):
            telegrapher.wikidata_files(path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(TelegrapherError, match="no RDF file here"):
        telegrapher.wikidata_files(tmp_path / "empty")


# -- the questions themselves


@pytest.mark.parametrize("name", ["state", "classes", "members", "things"])
def test_two_engines_agree_on_the_questions(extract, name):
    import rdflib

    from telegrapher.importing.wikidata import _queries

    values = {
        "state": {},
        "classes": {
            "name": [Term("submarine communications cable", language="en"), Term("telecommunications equipment", language="en")]
        },
        "members": {
            "class": [Term(f"http://www.wikidata.org/entity/Q900000000{n}", "iri") for n in (1, 2, 4)],
            "after": [Term("")],
        },
        "things": {"item": [Term(f"http://www.wikidata.org/entity/Q90000000{n}", "iri") for n in (20, 21, 23, 30, 31)]},
    }
    text = _queries()[name].bind(values[name])
    other = rdflib.Graph().parse(SAMPLE).query(text.partition("ORDER BY")[0])  # rdflib cannot order by what is unbound
    assert len(extract.run(text)) > 0
    assert plain(other) == plain(extract.run(text))


def plain(rows) -> list[list[str]]:
    """Rows as text, whatever form a time has."""
    return sorted(["" if cell is None else str(cell).replace("+00:00", "Z") for cell in row] for row in rows)
