"""Damage of every kind is found: in the manifest, the files, the store, the quotes, the facts."""

from __future__ import annotations

import gzip
import logging
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from telegrapher import rdf
from telegrapher.errors import DamageError, StoreError
from telegrapher.store import Store
from telegrapher.store.check import Problem, check
from telegrapher.store.graphs import FACTS, REFERENCE, release_graph

A = ("Nordwave", "Lumitron", "LX-9")
B = ("Southlink", "Photonia", "P7")
TEL = "https://w3id.org/telegrapher/ontology#"


@pytest.fixture
def full(store, add, make):
    add(store, "one", A)
    add(store, "two", A, B)
    store.put_graph(REFERENCE, [ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c"), ox.NamedNode(REFERENCE))])
    three = make("three", B)
    store.put(three.release, three.quads, [*three.facts, *rdf.infer(three.facts)])
    return store


def kinds(problems: tuple[Problem, ...]) -> set[str]:
    return {problem.kind for problem in problems}


def test_a_good_graph_has_no_problem(full):
    assert check(full) == ()
    with Store.open(full.path, read_only=True) as reader:
        assert check(reader) == ()


def quad(*terms: str, graph: str) -> ox.Quad:
    return ox.Quad(*(ox.NamedNode(term) for term in (*terms, graph)))


def test_a_store_that_was_tampered_with_is_noticed(full, make):
    one = make("one", A)
    graph = release_graph(one.release.id)
    label = next(quad for quad in full.quads(graph) if quad.predicate.value.endswith("#label"))
    changed = ox.Quad(label.subject, label.predicate, ox.Literal("other"), label.graph_name)
    damages: dict[str, Callable[[ox.Store], None]] = {
        "holds": lambda raw: raw.remove(label),
        "not those": lambda raw: (raw.remove(label), raw.add(changed))[0],
        "no release and no curated": lambda raw: raw.add(quad("urn:a", "urn:b", "urn:c", graph=release_graph("f" * 16))),
        "no release supports": lambda raw: raw.add(quad("urn:a", "urn:b", "urn:c", graph=FACTS)),
        "a release supports": lambda raw: raw.remove(next(iter(full.quads(FACTS)))),
        "book-keeping": lambda raw: raw.remove(next(full.books())),
    }
    full._ox.flush()
    for expected, damage in damages.items():
        before = set(full._ox)
        damage(full._ox)
        problems = check(full)
        assert any(expected in str(problem) for problem in problems), expected
        assert not any("\n" in str(problem) for problem in problems)
        after = set(full._ox)
        for extra in after - before:
            full._ox.remove(extra)
        full._ox.extend(before - after)
    assert check(full) == ()


def test_quotes_are_held_against_the_text(store, make):
    one = make("one", A)
    words = next(quad for quad in one.quads if quad.predicate.value == TEL + "quote" and "deploys" in quad.object.value)
    start = next(quad for quad in one.quads if quad.predicate.value == TEL + "start" and "/text/" in quad.subject.value)
    for old, value in (
        (words, ox.Literal(words.object.value.upper())),
        (start, ox.Literal("99999", datatype=start.object.datatype)),
    ):
        new = ox.Quad(old.subject, old.predicate, value, old.graph_name)
        store.put(one.release, [new if each == old else each for each in one.quads], one.facts)
        assert "evidence" in kinds(check(store, shapes=False))
    store.put(one.release, one.quads, one.facts)
    assert check(store) == ()


def test_facts_are_held_against_the_statements(store, make):
    one = make("one", A)
    deed = next(quad for quad in one.facts if quad.predicate.value == TEL + "deploys")
    store.put(one.release, one.quads, [quad for quad in one.facts if quad != deed])
    assert [problem.what[:24] for problem in check(store)] == ["a statement is asserted "]
    invented = ox.Quad(deed.object, deed.predicate, deed.subject, deed.graph_name)
    store.put(one.release, one.quads, [*one.facts, invented])
    assert [problem.what[:24] for problem in check(store)] == ["a fact has no asserted s"]
    (statement,) = {quad.subject.value for quad in one.quads if quad.object == deed.predicate}
    store.put(one.release, one.quads, [quad for quad in one.facts if quad != deed])
    assert check(store, denied=[statement]) == ()


def test_shapes_are_checked(store, make):
    one = make("one", A)
    store.put(one.release, [quad for quad in one.quads if quad.predicate.value != TEL + "confidence"], one.facts)
    assert kinds(check(store)) == {"shape"}
    assert check(store, shapes=False) == ()


def flip(path: Path, where: float = 0.5) -> None:
    data = bytearray(path.read_bytes())
    data[int(len(data) * where)] ^= 4
    path.write_bytes(bytes(data))


def test_a_flipped_byte_in_any_file_beside_the_store_is_noticed(full):
    full.close()
    files = sorted((full.path / "releases").iterdir())
    assert len(files) == 7
    for path in files:
        whole = path.read_bytes()
        flip(path)
        with Store.open(full.path) as store:
            assert kinds(check(store, shapes=False)) == {"file"}
        path.unlink()
        with Store.open(full.path) as store:
            assert kinds(check(store, shapes=False)) == {"file"}
        path.write_bytes(whole)


def test_a_forged_file_with_a_sound_format_is_noticed(full):
    full.close()
    path = sorted((full.path / "releases").glob("*.nq.gz"))[0]
    path.write_bytes(gzip.compress(b"<urn:a> <urn:b> <urn:c> <urn:d> .\n"))
    with Store.open(full.path) as store:
        assert any("does not match the manifest" in problem.what for problem in check(store, shapes=False))


def test_every_flipped_byte_of_the_manifest_is_noticed(full):
    full.close()
    manifest = full.path / "manifest.jsonl"
    whole = manifest.read_bytes()
    for place in range(0, len(whole), 251):
        data = bytearray(whole)
        data[place] ^= 4
        manifest.write_bytes(bytes(data))
        with pytest.raises(StoreError) as caught:
            Store.open(full.path)
        assert "\n" not in str(caught.value)
    manifest.write_bytes(whole)
    for lost in (whole[: whole.rindex(b"\n", 0, -1) + 1], whole.replace(whole.split(b"\n")[2] + b"\n", b"")):
        manifest.write_bytes(lost)
        with pytest.raises(DamageError, match="lost lines"):
            Store.open(full.path)
    manifest.write_bytes(whole)
    with Store.open(full.path) as store:
        assert check(store) == ()


def test_a_torn_last_line_was_never_acknowledged(full, add):
    full.close()
    manifest = full.path / "manifest.jsonl"
    with manifest.open("ab") as stream:
        stream.write(b'0123456789abcdef {"set":[{"graph":"https')
    with Store.open(full.path) as store:
        assert len(store.releases()) == 3
        add(store, "four", B, A)
    with Store.open(full.path) as store:
        assert len(store.releases()) == 4
        assert check(store) == ()


def test_what_the_store_lost_is_filled_in_and_told(full, caplog):
    before = {str(quad) for quad in full._ox}
    full.close()
    for log in (full.path / "store").glob("*.log"):
        log.unlink()
    shutil.rmtree(full.path / "store")
    with pytest.raises(DamageError, match="rebuild"):
        Store.open(full.path, read_only=True)
    with caplog.at_level(logging.WARNING), Store.open(full.path) as store:
        assert len(store.repaired) == 4
        assert {str(quad) for quad in store._ox} == before
        assert check(store) == ()
    assert "put right" in caplog.text
    with Store.open(full.path) as store:
        assert store.repaired == ()


def test_a_broken_store_is_reported_and_can_be_rebuilt(full):
    before = {str(quad) for quad in full._ox}
    full.close()
    (full.path / "store" / "CURRENT").unlink()
    for path in (full.path / "store").glob("MANIFEST*"):
        path.write_bytes(b"garbage" * 9)
    for read_only in (False, True):
        with pytest.raises(DamageError) as caught:
            Store.open(full.path, read_only=read_only)
        assert "\n" not in str(caught.value)
    with Store.rebuild(full.path) as store:
        assert {str(quad) for quad in store._ox} == before
        assert check(store) == ()
    assert not (full.path / "store.new").exists()


@pytest.mark.slow
def test_flipped_bytes_in_the_store_are_noticed_or_harmless(full, tmp_path):
    """Whatever byte of a data file flips: opening or checking tells, or the graph is whole."""
    before = {str(quad) for quad in full._ox}
    full.close()
    found = 0
    for path in sorted((full.path / "store").glob("*.sst")):
        for where in (0.6,):
            copy = tmp_path / "copy.kg"
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(full.path, copy)
            flip(copy / "store" / path.name, where)
            try:
                with Store.open(copy) as store:
                    problems = check(store, shapes=False)
                    whole = not problems and {str(quad) for quad in store._ox} == before
            except StoreError as error:
                assert "\n" not in str(error)
                problems, whole = (Problem("store", "", str(error)),), False
            found += bool(problems)
            assert problems or whole, (path.name, where)
            if problems:
                with Store.rebuild(copy) as store:
                    assert {str(quad) for quad in store._ox} == before
    assert found


def test_a_text_that_is_not_its_id_is_noticed(store, make):
    one = make("one", A)
    with pytest.raises(StoreError, match="id"):
        store.put(replace(one.release, text=one.release.text.replace("Nordwave", "Mordwave")), one.quads, one.facts)
