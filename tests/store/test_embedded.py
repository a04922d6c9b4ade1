"""Releases in and out of the graph on disk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from telegrapher.errors import DamageError, LockedError, StoreError, UnknownNameError
from telegrapher.store import Change, Store
from telegrapher.store.graphs import CONTACTS, FACTS, INFERRED, REFERENCE, import_graph, release_graph

A = ("Nordwave", "Lumitron", "LX-9")
B = ("Southlink", "Lumitron", "LX-9")
C = ("Nordwave", "Photonia", "P7")


def state(store: Store) -> list[str]:
    return sorted(map(str, store.quads()))


def facts(store: Store) -> list[str]:
    return sorted(map(str, store.quads(FACTS)))


def test_a_release_comes_back_whole(store, make):
    one = make("one", A)
    assert store.put(one.release, one.quads, one.facts) is Change.ADDED
    assert store.release("one") == one.release == store.release(one.release.id)
    own = [quad for quad in one.quads if quad.graph_name.value == release_graph(one.release.id)]
    assert len(list(store.quads(release_graph(one.release.id)))) == len(own)
    assert len(facts(store)) == len(set(one.facts))
    (entry,) = store.releases()
    assert (entry.name, entry.quads, entry.release_id) == ("one", len(own), one.release.id)


def test_adding_it_again_changes_nothing(store, add):
    add(store, "one", A)
    before, manifest = state(store), (store.path / "manifest.jsonl").read_bytes()
    assert add(store, "one", A) is Change.UNCHANGED
    assert state(store) == before
    assert (store.path / "manifest.jsonl").read_bytes() == manifest


def test_a_changed_release_replaces_the_old_one(store, add, make):
    add(store, "one", A)
    assert add(store, "one", C) is Change.REPLACED
    assert len(store.releases()) == 1
    assert facts(store) == sorted(map(str, set(make("one", C).facts)))
    assert not list(store.quads(release_graph(make("one", A).release.id)))


def test_replacing_equals_adding_afresh(store, add, tmp_path):
    for deals in ((A,), (A, B), (C, B), (B,)):
        add(store, "one", *deals)
    add(store, "two", A)
    with Store.create(tmp_path / "fresh.kg") as fresh:
        add(fresh, "two", A)
        add(fresh, "one", B)
        assert state(fresh) == state(store)
        assert sorted(map(str, fresh._ox)) == sorted(map(str, store._ox))


def test_new_quads_for_the_same_text_replace_the_old_ones(store, make):
    one = make("one", A, B)
    store.put(one.release, one.quads, one.facts)
    assert store.put(one.release, one.quads[:12], one.facts[:1]) is Change.REPLACED
    assert len(facts(store)) == 1


def test_a_fact_stays_while_one_release_supports_it(store, add):
    add(store, "one", A, B)
    add(store, "two", A)
    shared = next(quad for quad in store.quads(FACTS) if "customerOf" in str(quad) and "nordwave" in str(quad))
    assert len(store.supporters(shared)) == 2
    store.remove("one")
    assert len(store.supporters(shared)) == 1
    assert str(shared) in facts(store)
    assert not any("southlink" in line for line in facts(store))
    store.remove("two")
    assert facts(store) == []
    assert list(store._ox) == []
    assert store.graphs() == ()
    assert not store.run("SELECT ?g { GRAPH ?g {} FILTER(CONTAINS(STR(?g), 'release')) }")


def test_contacts_leave_with_their_release(store, add):
    add(store, "one", A)
    before = sorted(map(str, store.quads(CONTACTS)))
    assert any("phone" in line for line in before)
    add(store, "two", A, B)
    assert len(list(store.quads(CONTACTS))) > len(before)
    store.remove("two")
    assert sorted(map(str, store.quads(CONTACTS))) == before


def test_a_syndicated_copy_is_kept_once(store, add, make):
    add(store, "one", A)
    before = state(store)
    assert add(store, "wire", A) is Change.COPIED
    assert add(store, "wire", A) is Change.UNCHANGED
    assert state(store) == before
    assert store.releases()[0].names == ("one", "wire")
    assert store.release("wire").id == make("one", A).release.id
    assert add(store, "one", B) is Change.REPLACED
    assert [entry.names for entry in store.releases()] == [("one",), ("wire",)]
    assert store.release("wire").name == "wire"
    assert store.remove("wire") is Change.REMOVED
    assert [entry.name for entry in store.releases()] == ["one"]


def test_a_name_that_turns_into_a_copy_leaves_its_old_text(store, add):
    add(store, "one", A)
    add(store, "two", B)
    assert add(store, "two", A) is Change.REPLACED
    assert [entry.names for entry in store.releases()] == [("one", "two")]
    assert not any("southlink" in line for line in state(store))


def test_what_does_not_belong_is_refused_and_changes_nothing(store, make):
    one, two = make("one", A), make("two", B)
    store.put(two.release, two.quads, two.facts)
    before = state(store)
    for quads in (
        two.quads,
        [ox.Quad(ox.BlankNode(), *[ox.NamedNode("urn:a")] * 2, ox.NamedNode(FACTS))],
        [ox.Quad(*[ox.NamedNode("urn:a")] * 3)],
    ):
        with pytest.raises(StoreError):
            store.put(one.release, quads, ())
    assert state(store) == before
    with pytest.raises(UnknownNameError, match="nobody"):
        store.remove("nobody")


def test_curated_graphs_are_set_as_a_whole(store, add):
    add(store, "one", A)
    quad = ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c"), ox.NamedNode(REFERENCE))
    assert store.put_graph(REFERENCE, [quad]) is Change.ADDED
    assert store.put_graph(REFERENCE, [quad]) is Change.UNCHANGED
    assert store.put_graph(REFERENCE, []) is Change.REPLACED
    assert not list(store.quads(REFERENCE))
    assert [entry.name for entry in store.releases()] == ["one"]
    for graph in (FACTS, CONTACTS, release_graph("0" * 16), "http://example.org/g"):
        with pytest.raises(StoreError):
            store.put_graph(graph, [])


def test_curated_graphs_are_dropped_wholly(store, add):
    add(store, "one", A)
    before = store.entries(), sorted(map(str, store.quads())), sorted(map(str, store.books()))
    graph = import_graph("atlas")
    store.put_graph(graph, [ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c"), ox.NamedNode(graph))])
    assert graph in store.graphs()
    assert store.drop_graph(graph) is Change.REMOVED
    assert (store.entries(), sorted(map(str, store.quads())), sorted(map(str, store.books()))) == before
    for other in (graph, REFERENCE, FACTS, store.releases()[0].graph):
        with pytest.raises(UnknownNameError, match="there is no curated or imported graph"):
            store.drop_graph(other)


def test_it_is_all_there_after_closing(tmp_path, add):
    with Store.create(tmp_path / "x.kg") as store:
        add(store, "one", A, B)
        add(store, "two", C)
        before, releases = state(store), store.releases()
    with Store.open(tmp_path / "x.kg") as store:
        assert (state(store), store.releases(), store.repaired) == (before, releases, ())
        assert add(store, "one", A, B) is Change.UNCHANGED


def test_a_closed_graph_says_so(tmp_path):
    store = Store.create(tmp_path / "x.kg")
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        list(store.quads())


def test_the_second_writer_is_refused_in_one_line(store):
    with pytest.raises(LockedError) as caught:
        Store.open(store.path)
    assert "\n" not in str(caught.value)
    script = "import sys; from telegrapher.store import Store; Store.open(sys.argv[1])"
    other = subprocess.run([sys.executable, "-c", script, str(store.path)], capture_output=True, text=True, check=False)
    assert "telegrapher.errors.LockedError" in other.stderr


def test_a_reader_works_beside_a_writer(store, add):
    add(store, "one", A)
    with Store.open(store.path, read_only=True) as reader:
        seen = state(reader)
        assert seen == state(store)
        add(store, "two", B)
        assert state(reader) == seen
        with pytest.raises(StoreError, match="reading only"):
            add(reader, "three", C)
        with Store.open(store.path, read_only=True) as later:
            assert state(later) == state(store)
            assert later.release("two").name == "two"
    assert not (store.path / "snapshots").exists()


def test_a_reader_sees_every_commit_before_it(store, add):
    for number in range(30):
        add(store, f"r{number % 7}", A, extra=f"Number {number}.")
        with Store.open(store.path, read_only=True) as reader:
            assert state(reader) == state(store)


def test_what_is_no_graph_is_refused(tmp_path):
    (tmp_path / "file.kg").write_text("x")
    (tmp_path / "folder.kg").mkdir()
    for name in ("missing.kg", "file.kg", "folder.kg"):
        for read_only in (False, True):
            with pytest.raises(StoreError) as caught:
                Store.open(tmp_path / name, read_only=read_only)
            assert name in str(caught.value)
            assert "\n" not in str(caught.value)
    (tmp_path / "folder.kg" / "x").write_text("x")
    with pytest.raises(StoreError, match="not empty"):
        Store.create(tmp_path / "folder.kg")


def test_a_format_from_the_future_is_refused(tmp_path):
    Store.create(tmp_path / "x.kg").close()
    manifest = tmp_path / "x.kg" / "manifest.jsonl"
    manifest.write_bytes(manifest.read_bytes().replace(b'"format":1', b'"format":2'))
    for read_only in (False, True):
        with pytest.raises(StoreError, match="update telegrapher"):
            Store.open(tmp_path / "x.kg", read_only=read_only)
    assert not list((tmp_path / "x.kg").glob("snapshots/*"))
    manifest.write_bytes(b"{}\n")
    with pytest.raises(StoreError, match="not the manifest"):
        Store.open(tmp_path / "x.kg")


def test_names_never_reach_the_file_system(store, add):
    add(store, "../../etc/passwd\n", A)
    assert store.release("../../etc/passwd\n").text
    assert all(path.parent == store.path / "releases" for path in (store.path / "releases").rglob("*"))


def test_questions_see_facts_and_inferred_once(store, add, make):
    add(store, "one", A)
    add(store, "two", A, B)
    triple = [ox.NamedNode("urn:a")] * 3
    store.put_graph(REFERENCE, [ox.Quad(*triple, ox.NamedNode(REFERENCE))])
    assert len(store.run("SELECT ?s ?p ?o { ?s ?p ?o }")) == len(facts(store))
    assert len(store.run("SELECT ?g { GRAPH ?g { <urn:a> ?p ?o } }")) == 1


def test_an_inferred_triple_is_held_back_while_it_is_a_fact(store, make, tmp_path):
    one, two = make("one", A), make("two", B)
    triple = [ox.NamedNode("urn:a")] * 3
    inferred, fact = ox.Quad(*triple, ox.NamedNode(INFERRED)), ox.Quad(*triple, ox.NamedNode(FACTS))

    def seen(where: Store) -> tuple[bool, bool]:
        return inferred in list(where.quads(INFERRED)), fact in list(where.quads(FACTS))

    store.put(one.release, one.quads, [*one.facts, inferred])
    assert seen(store) == (True, False)
    store.put(two.release, two.quads, [*two.facts, fact])
    assert seen(store) == (False, True)
    assert len(store.run("SELECT * { <urn:a> ?p ?o }")) == 1
    store.close()
    with Store.rebuild(store.path) as again:
        assert seen(again) == (False, True)
        again.put(two.release, two.quads, two.facts)
        assert seen(again) == (True, False)
        again.put(two.release, two.quads, [*two.facts, fact])
        again.remove("one")
        assert seen(again) == (False, True)
        again.remove("two")
        assert seen(again) == (False, False)
        assert list(again._ox) == []


def test_damaged_files_are_reported(store, add):
    add(store, "one", A)
    (record,) = (store.path / "releases").glob("*.json")
    data = bytearray(record.read_bytes())
    data[len(data) // 2] ^= 1
    record.write_bytes(bytes(data))
    with pytest.raises(DamageError, match="damaged"):
        store.release("one")
    record.unlink()
    with pytest.raises(DamageError, match="cannot be read"):
        store.release("one")


def test_the_folder_can_be_moved(tmp_path, add):
    with Store.create(tmp_path / "x.kg") as store:
        add(store, "one", A)
        before = state(store)
    Path(tmp_path / "x.kg").rename(tmp_path / "y.kg")
    with Store.open(tmp_path / "y.kg") as store:
        assert state(store) == before


def test_history_and_replaced_files_go_at_the_next_opening(store, add):
    for number in range(130):
        add(store, "one", A, extra=f"Version {number}.")
    before, lines = state(store), (store.path / "manifest.jsonl").read_bytes().count(b"\n")
    store.close()
    with Store.open(store.path) as again:
        assert state(again) == before
        assert (store.path / "manifest.jsonl").read_bytes().count(b"\n") == 2 < lines
        assert len(list((store.path / "releases").iterdir())) == 2
        assert add(again, "one", A, extra="Version 129.") is Change.UNCHANGED
        assert add(again, "one", B) is Change.REPLACED
    with Store.open(store.path) as again:
        assert again.repaired == ()
        assert len(again.releases()) == 1
