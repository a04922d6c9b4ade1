from __future__ import annotations

import datetime
import os
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telegrapher import rdf
from telegrapher.errors import RuleError, VocabularyError
from telegrapher.model import (
    RELEASE,
    Entity,
    Extraction,
    Link,
    Linked,
    Literal,
    Referent,
    Release,
    Span,
    Statement,
    Zone,
    ZoneKind,
    entity_iri,
    release_id,
)
from telegrapher.rdf import terms
from telegrapher.rdf.terms import code, tel
from telegrapher.store import graphs
from telegrapher.store.shapes import check_shapes

HEADLINE = "Tideline lights Coral Sea cable with Glasswing gear"
LEAD = "SYDNEY, 3 May 2021 - Tideline said Glasswing's GW-9, rated at 400 Gb/s, went live on the 9,800 km Coral Sea cable in April."
PLAN = "Tideline also plans to buy the GW-12. Glasswing and Tideline are partners."
PRESS = "Press: Ines Ota, Tideline, ines.ota@tideline.example, +61 2 5550 1234"
TEXT = "\n".join([HEADLINE, LEAD, PLAN, PRESS])

KINDS = {"t": "Carrier", "g": "Vendor", "p": "Product", "q": "Product", "c": "Cable", "i": "Person"}
NAMES = {"t": "Tideline", "g": "Glasswing", "p": "GW-9", "q": "GW-12", "c": "Coral Sea", "i": "Ines Ota"}
ROOTS = {"Carrier": "organization", "Vendor": "organization", "Product": "product", "Cable": "cable", "Person": "person"}


def iri(key: str) -> str:
    return entity_iri(ROOTS[KINDS[key]], NAMES[key])


def sentence(line: str) -> Span:
    start = TEXT.index(line)
    return Span(start, start + len(line))


def made(*statements: Statement, release: Release | None = None) -> Linked:
    release = release or the_release()
    referents = {key: Referent(key, kind, NAMES[key]) for key, kind in KINDS.items()}
    entities = {
        key: Entity(iri(key), kind, NAMES[key], types=(kind,), link=Link.EXACT if key == "t" else Link.NEW)
        for key, kind in KINDS.items()
    }
    entities["t"] = replace(entities["t"], types=("Carrier", "DataCenterOperator"), aliases=("Tideline Networks",))
    return Linked(Extraction(release, referents, (), statements), entities)


def the_release() -> Release:
    spans = [sentence(line) for line in (HEADLINE, LEAD, PLAN, PRESS)]
    kinds = (ZoneKind.HEADLINE, ZoneKind.LEAD, ZoneKind.BODY, ZoneKind.CONTACT)
    return Release(
        id=release_id(TEXT),
        name="tideline",
        text=TEXT,
        zones=tuple(
            Zone(kind, span, "Tideline" if kind is ZoneKind.CONTACT else None) for kind, span in zip(kinds, spans, strict=True)
        ),
        title=HEADLINE,
        published=datetime.date(2021, 5, 3),
        url="https://news.example/tideline?a=1 2",
        digest="ab" * 32,
    )


def say(subject: str, predicate: str, object_: str | Literal, line: str = LEAD, **qualifiers: str) -> Statement:
    evidence = the_release().evidence(sentence(line))
    return Statement(subject, predicate, object_, tuple(qualifiers.items()), evidence, 0.9, "test")


STATEMENTS = (
    say(RELEASE, "issuedBy", "t", HEADLINE),
    say("t", "deploys", "p", supplier="g", on="c", status="deployed", date="2021-04"),
    say("t", "deploys", "q", PLAN, status="planned"),
    say("t", "partnersWith", "g", PLAN),
    say("p", "capacity", Literal("400 Gb/s")),
    say("c", "lengthKm", Literal("9800")),
    say("c", "readyForService", Literal("2021-Q2")),
    say(
        "i",
        "contactFor",
        "t",
        PRESS,
        kind="media",
        email="ines.ota@tideline.example",
        phone="+61 2 5550 1234",
        jobTitle="Head of PR",
    ),
)


@pytest.fixture(scope="module")
def quads() -> tuple[ox.Quad, ...]:
    return rdf.quads(made(*STATEMENTS))


def triples(quads: tuple[ox.Quad, ...]) -> set[tuple[object, object, object]]:
    return {(q.subject, q.predicate, q.object) for q in quads}


def node(key: str) -> ox.NamedNode:
    return ox.NamedNode(iri(key))


def test_graph_names_are_those_of_the_store() -> None:
    assert (terms.FACTS.value, terms.INFERRED.value, terms.CONTACTS.value) == (graphs.FACTS, graphs.INFERRED, graphs.CONTACTS)
    assert (terms.REFERENCE.value, terms.RUNS.value, terms.CURATION.value) == (graphs.REFERENCE, graphs.RUNS, graphs.CURATION)
    assert terms.release_iri("0f").value == graphs.release_graph("0f")


def test_quads_are_sorted_without_blank_nodes_and_in_two_graphs(quads: tuple[ox.Quad, ...]) -> None:
    assert list(quads) == sorted(set(quads), key=str)
    assert not any(isinstance(term, ox.BlankNode) for quad in quads for term in (quad.subject, quad.object))
    assert {quad.graph_name for quad in quads} == {terms.release_iri(the_release().id), terms.CONTACTS}


def test_store_gives_back_the_same_terms(quads: tuple[ox.Quad, ...]) -> None:
    store = ox.Store()
    store.extend(quads)
    assert set(store) == set(quads)


def test_same_bytes_whatever_the_hash_seed() -> None:
    script = "import test_rdf as t, hashlib; q = t.rdf.quads(t.made(*t.STATEMENTS)); f = t.rdf.facts_of(q); "
    script += "print(hashlib.sha256('\\n'.join(map(str, [*q, *f, *t.rdf.infer(f)])).encode()).hexdigest())"
    here = Path(__file__).parent
    seen = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(here)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


def test_everything_comes_back(quads: tuple[ox.Quad, ...]) -> None:
    records = {
        (one.predicate, one.object.label if isinstance(one.object, rdf.Node) else one.object.text): one
        for one in rdf.statements(quads)
    }
    assert len(records) == len(STATEMENTS)
    one = records["deploys", "GW-9"]
    assert (one.subject.iri, one.subject.type, one.subject.link) == (iri("t"), "Carrier", "exact")
    assert one.subject.types == ("Carrier", "DataCenterOperator", "Organization")
    assert one.subject.names == ("Tideline Networks",)
    assert [(key, value.label) for key, value in one.qualifiers if isinstance(value, rdf.Node)] == [
        ("on", "Coral Sea"),
        ("supplier", "Glasswing"),
    ]
    assert (one.status, one.date, one.confidence, one.rule, one.zone, one.asserted) == (
        "deployed",
        "2021-04",
        0.9,
        "test",
        "lead",
        True,
    )
    assert (one.earliest, one.latest) == (datetime.date(2021, 4, 1), datetime.date(2021, 4, 30))
    span = sentence(LEAD)
    assert one.evidence == (rdf.Quote(span.start, span.end, LEAD, "lead"),)
    assert one.quote == LEAD
    assert one.release.published == datetime.date(2021, 5, 3)
    assert (one.release.label, one.release.name, one.release.id) == (HEADLINE, "tideline", the_release().id)
    assert one.release.url == the_release().url
    assert records["issuedBy", "Tideline"].subject.type == "Release"


def test_literal_objects_are_measured(quads: tuple[ox.Quad, ...]) -> None:
    values = {one.predicate: one.object for one in rdf.statements(quads) if isinstance(one.object, rdf.Value)}
    assert values["capacity"] == rdf.Value("400 Gb/s", Decimal("400000000000"))
    assert values["lengthKm"] == rdf.Value("9800", Decimal("9800"))
    assert values["readyForService"] == rdf.Value("2021-Q2", None, datetime.date(2021, 4, 1), datetime.date(2021, 6, 30))


def test_contacts_stand_apart_with_the_words_that_give_them_away(quads: tuple[ox.Quad, ...]) -> None:
    public = [quad for quad in quads if quad.graph_name != terms.CONTACTS]
    told = "\n".join(map(str, public))
    assert "5550 1234" not in told
    assert "tideline.example" not in told
    assert LEAD in told
    whole = next(one for one in rdf.statements(quads) if one.predicate == "contactFor")
    assert whole.quote == PRESS
    assert dict(whole.qualifiers) == {
        "email": "ines.ota@tideline.example",
        "jobTitle": "Head of PR",
        "kind": "media",
        "phone": "+61 2 5550 1234",
    }
    left = next(one for one in rdf.statements(public) if one.predicate == "contactFor")
    assert left.evidence[0].text is None
    assert dict(left.qualifiers) == {"jobTitle": "Head of PR", "kind": "media"}


def test_phone_hidden_also_where_it_is_written_otherwise() -> None:
    other = say("i", "worksFor", "t", PRESS)
    linked = made(say("i", "contactFor", "t", LEAD, phone="+61 (2) 55501234"), other)
    homes = {quad.graph_name for quad in rdf.quads(linked) if quad.predicate == tel("quote") and quad.object.value == PRESS}
    assert homes == {terms.CONTACTS}


def test_facts_hold_asserted_triples_with_types_and_names(quads: tuple[ox.Quad, ...]) -> None:
    found = rdf.facts_of(quads)
    assert {quad.graph_name for quad in found} == {terms.FACTS}
    held = triples(found)
    assert (node("t"), tel("deploys"), node("p")) in held
    assert (node("t"), tel("deploys"), node("q")) not in held
    assert (node("c"), tel("lengthKm"), ox.Literal("9800")) not in held
    assert (node("c"), tel("lengthKm"), ox.Literal("9800", datatype=terms.DECIMAL)) in held
    assert (node("t"), terms.TYPE, tel("Organization")) in held
    assert (node("t"), terms.ALIAS, ox.Literal("Tideline Networks")) in held
    assert (node("t"), terms.ALIAS, ox.Literal("Tideline")) not in held
    assert (node("q"), terms.LABEL, ox.Literal("GW-12")) in held
    relations = {predicate for _, predicate, _ in held if predicate.value.startswith(tel("").value)}
    assert relations == {
        tel(name) for name in ("issuedBy", "deploys", "partnersWith", "capacity", "lengthKm", "readyForService", "contactFor")
    }


def test_two_releases_give_one_fact(quads: tuple[ox.Quad, ...]) -> None:
    text = TEXT + "\nMore."
    again = replace(the_release(), id=release_id(text), text=text, name="copy")
    moved = [replace(one, evidence=again.evidence(*one.evidence.spans)) for one in STATEMENTS]
    other = rdf.quads(made(*moved, release=again))
    both = rdf.facts_of([*quads, *other])
    subjects = {one.iri for one in rdf.statements([*quads, *other])}
    assert len(subjects) == 2 * len(STATEMENTS)
    own = [quad for quad in both if quad.subject != terms.release_iri(again.id)]
    assert tuple(own) == rdf.facts_of(quads)


def test_rejected_statements_give_no_fact(quads: tuple[ox.Quad, ...]) -> None:
    one = next(one for one in rdf.statements(quads) if one.predicate == "deploys" and one.asserted)
    assert (node("t"), tel("deploys"), node("p")) not in triples(rdf.facts_of(quads, denied=[one.iri]))


def test_inferences(quads: tuple[ox.Quad, ...]) -> None:
    facts = rdf.facts_of(quads)
    inferred = rdf.infer(facts)
    assert {quad.graph_name for quad in inferred} == {terms.INFERRED}
    assert (node("p"), tel("deployedBy"), node("t")) in triples(inferred)
    assert not triples(inferred) & triples(facts)
    partners = [q for q in (*facts, *inferred) if q.predicate == tel("partnersWith")]
    assert {(q.subject, q.object) for q in partners} == {(node("t"), node("g")), (node("g"), node("t"))}
    place = ox.NamedNode("https://w3id.org/telegrapher/id/place/perth")
    landing = ox.Quad(node("c"), tel("landsAt"), place, terms.FACTS)
    assert triples(rdf.infer([landing])) == {(place, tel("landingOf"), node("c")), (node("c"), tel("reaches"), place)}
    assert triples(rdf.infer([*facts, landing])) == triples(inferred) | triples(rdf.infer([landing]))


def test_symmetric_relation_is_one_whichever_way_it_is_said() -> None:
    one, other = (rdf.facts(made(say(a, "partnersWith", b, PLAN))) for a, b in (("t", "g"), ("g", "t")))
    assert one == other


def test_addresses_come_from_content() -> None:
    base = set(rdf.statement_iris(made(say("t", "deploys", "p"))))
    dated = set(rdf.statement_iris(made(say("t", "deploys", "p", date="2021"))))
    assert base == dated
    assert base.isdisjoint(rdf.statement_iris(made(say("t", "deploys", "p", PLAN))))
    assert base.isdisjoint(rdf.statement_iris(made(say("t", "trials", "p"))))
    both = (say("t", "deploys", "p", supplier="g"), say("t", "deploys", "p", supplier="t"))
    assert len(rdf.statement_iris(made(*both))) == 2
    assert set(rdf.statement_iris(made(*both))) == set(rdf.statement_iris(made(*reversed(both))))
    assert len(rdf.statement_iris(made(*both, both[0]))) == 2


def test_referents_of_one_entity_become_one_with_the_surest_link() -> None:
    linked = made(say("t", "deploys", "p"))
    referents = {**linked.extraction.referents, "z": Referent("z", "Carrier", "TNL", ("T.N.L.",))}
    twin = Entity(iri("t"), "Organization", "Tideline Ltd", link=Link.ACRONYM)
    extraction = replace(linked.extraction, referents=referents)
    found = {one.iri: one for one in rdf.nodes(rdf.quads(Linked(extraction, {**linked.entities, "z": twin})))}
    assert found[iri("t")] == rdf.Node(
        iri("t"),
        "Tideline",
        "Carrier",
        ("Carrier", "DataCenterOperator", "Organization"),
        ("T.N.L.", "TNL", "Tideline Ltd", "Tideline Networks"),
        "exact",
    )


@pytest.mark.parametrize(
    ("predicate", "status", "held"),
    [
        ("deploys", None, True),
        ("deploys", "selected", True),
        ("deploys", "planned", False),
        ("deploys", "trialled", False),
        ("trials", "trialled", True),
        ("wonAward", "won", True),
        ("wonAward", "shortlisted", False),
        ("worksFor", "departed", False),
        ("worksFor", "appointed", True),
        ("acquires", "terminated", False),
        ("acquires", "announced", True),
    ],
)
def test_what_is_held(predicate: str, status: str | None, held: bool) -> None:
    assert rdf.asserted(predicate, status) is held


@pytest.mark.parametrize(
    "text", ["always: [planned]", "always: [perhaps]\nrelations:", "always: []\nrelations: {likes: [won]}", "- x", "{"]
)
def test_bad_rules_are_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "assertion.yaml"
    path.write_text(text)
    with pytest.raises(RuleError, match=r"assertion\.yaml"):
        rdf.read_assertion(path)


@pytest.mark.parametrize(
    "bad",
    [
        say("t", "likes", "p"),
        say("t", "deploys", "p", colour="red"),
        say("t", "deploys", "nobody"),
        say("t", "deploys", "p", supplier="x"),
    ],
)
def test_unknown_terms_are_errors(bad: Statement) -> None:
    with pytest.raises(VocabularyError):
        rdf.quads(made(bad))


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("stated", "first", "last", "precision"),
    [
        ("2016", "2016-01-01", "2016-12-31", "year"),
        ("2016-02", "2016-02-01", "2016-02-29", "month"),
        ("2016-Q4", "2016-10-01", "2016-12-31", "quarter"),
        ("2016-H1", "2016-01-01", "2016-06-30", "half"),
        ("2016-02-03", "2016-02-03", "2016-02-03", "day"),
        ("2014-05-12/2014-05-18", "2014-05-12", "2014-05-18", "range"),
        ("2016-Q4/2017", "2016-10-01", "2017-12-31", "range"),
    ],
)
def test_periods(stated: str, first: str, last: str, precision: str) -> None:
    assert rdf.period(stated) == rdf.Period(day(first), day(last), precision)
    assert code("precision", precision) in {ox.NamedNode(one.iri) for one in codes()}


def codes() -> list[object]:
    from telegrapher.vocabulary import vocabulary

    return list(vocabulary().codes["precision"].values())


@pytest.mark.parametrize(
    "stated", ["", "soon", "2016-13", "2016-Q5", "2016-H3", "2016-00", "2015-02-29", "2017/2016", "2016/", "0000"]
)
def test_no_period(stated: str) -> None:
    assert rdf.period(stated) is None


@pytest.mark.parametrize(
    ("stated", "rate"),
    [
        ("500 Gb/s", 500 * 10**9),
        ("1.28 Tb/s", 1_280_000_000_000),
        ("100Gbps", 10**11),
        ("8 x 100 Gb/s", 8 * 10**11),
        ("64 kbit/s", 64_000),
        ("1,000 Mb/s", 10**9),
        ("lots", None),
        ("100G", None),
        ("1.2.3 Tb/s", None),
    ],
)
def test_rates(stated: str, rate: int | None) -> None:
    assert rdf.bits_per_second(stated) == (None if rate is None else Decimal(rate))


@pytest.mark.parametrize(
    ("stated", "value"),
    [("15000", 15000), ("15,000", 15000), ("15 000", 15000), ("12.5", "12.5"), ("about 3", None), ("NaN", None), ("1,5", None)],
)
def test_numbers(stated: str, value: object) -> None:
    assert rdf.number(stated) == (None if value is None else Decimal(str(value)))


def test_shapes_let_in_what_is_written(quads: tuple[ox.Quad, ...]) -> None:
    assert check_shapes(quads) == ()
    assert check_shapes([*quads, *rdf.facts_of(quads)]) == ()


@settings(max_examples=60, deadline=None)
@given(
    words=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60),
    title=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20),
    amount=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20),
)
def test_any_text_survives_the_way_to_disk_and_back(words: str, title: str, amount: str) -> None:
    release = Release(id=release_id(words), name="any", text=words, title=title)
    evidence = release.evidence(Span(0, len(words)))
    statement = Statement("t", "deploys", "p", (("amount", amount),), evidence, 0.5, "any")
    quads = rdf.quads(made(statement, release=release))
    lines = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    assert lines is not None
    (back,) = rdf.statements(ox.parse(lines, format=ox.RdfFormat.N_QUADS))
    assert (back.quote, back.release.title, dict(back.qualifiers)["amount"]) == (words, title, amount)
    assert set(rdf.statements(quads)) == {back}


def test_statements_without_their_release_are_an_error(quads: tuple[ox.Quad, ...]) -> None:
    release = terms.release_iri(the_release().id)
    with pytest.raises(VocabularyError, match="does not describe its release"):
        rdf.statements([quad for quad in quads if quad.subject != release])
