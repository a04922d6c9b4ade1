"""Evidence that reaches beyond the next words: owners of zones, titles of persons, the sense of known names."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from telegrapher.extraction.names.senses.ballots import TOWN, Ballot, Ballots, Piece, key_of
from telegrapher.extraction.names.senses.definitions import domain_words
from telegrapher.extraction.names.senses.gazetteer import Known
from telegrapher.extraction.names.senses.lexicon import Votes, add, family, inside, lexicon
from telegrapher.extraction.names.senses.titles import Title, people_rules
from telegrapher.extraction.names.text.forms import without_legal
from telegrapher.extraction.names.text.phrases import Hit
from telegrapher.extraction.names.text.scene import Scene
from telegrapher.extraction.names.text.words import english
from telegrapher.extraction.names.votes.persons import is_person_like
from telegrapher.model import ZoneKind, fold
from telegrapher.reference.entry import Entry, iri_of
from telegrapher.rules import rule_set

__all__ = ["confirm", "makers_vote", "owners_vote", "people_vote"]

_SYSTEMS = (" system", " systems", " platform", " suite")
"""Last words of what a maker's name stands before."""
_OPERATES = 6.0
_FIRM = 10.0
_ACTS = 4.0
"""Votes for somebody, beside those of any unknown name, against which a table's word for a thing does not stand."""


@dataclass(frozen=True, slots=True)
class _Classes:
    """Classes of words; see `classes.yaml`."""

    at_the_head: frozenset[str]
    wholes: frozenset[str]
    spells: frozenset[str]
    to_title: frozenset[str]


@cache
def _classes() -> _Classes:
    return rule_set(_Classes, "names/classes", "context", plain=True)


def owners_vote(scene: Scene, ballots: Ballots) -> None:
    """About headings, contact blocks, issuers and addresses speak for organisations; About texts for their roles."""
    owners = [zone.owner for zone in scene.release.zones if zone.owner and zone.kind in {ZoneKind.ABOUT, ZoneKind.CONTACT}]
    for owner in dict.fromkeys([*owners, *scene.release.issuer_hints]):
        key = fold(without_legal(owner))
        if key in ballots:
            ballots[key].votes["Organization"] += 6
            ballots[key].body = True
    domains = domain_words(scene)
    for key, ballot in ballots.items():
        squeezed = key.replace(" ", "")
        if len(squeezed) > 2 and squeezed in domains:
            ballot.votes["Organization"] += 4
    _about_texts(scene, ballots)


def _about_texts(scene: Scene, ballots: Ballots) -> None:
    """Reads what the first two sentences of an About block say of its owner."""
    for zone in scene.release.blocks:
        ballot = ballots.get(fold(without_legal(zone.owner or "")))
        if zone.kind is not ZoneKind.ABOUT or ballot is None:
            continue
        first = bisect_left(scene.lines, zone.span.start, key=lambda line: line.span.start)
        lines = [n for n in range(first, min(first + 4, len(scene.lines))) if scene.lines[n].span in zone.span]
        for number in lines:
            span = scene.lines[number].span
            words = [scene.tokens[i].low for i in scene.words.between(span)]
            verb = next(
                (
                    n
                    for n, word in enumerate(words[:14])
                    if word in lexicon().verbs or word in {"is", "provides", "supplies", "offers", "delivers"}
                ),
                None,
            )
            if verb is not None:
                add(ballot.roles, lexicon().verbs, words[verb])
                ballot.roles["Carrier"] += _OPERATES * _runs_networks(words[verb : verb + 14])
                inside(words[verb + 1 : verb + 16], Votes(), ballot.roles)


def _runs_networks(words: list[str]) -> bool:
    """Whether somebody also runs the networks that he builds: "designs, builds and operates fiber networks"."""
    deed = next((n for n, word in enumerate(words[:8]) if word in {"operates", "runs", "owns"}), None)
    return deed is not None and not {"network", "networks", "backbone"}.isdisjoint(words[deed : deed + 6])


def people_vote(scene: Scene, ballots: Ballots, found: Sequence[Piece], titles: Iterable[Title]) -> None:
    """Titles beside a name speak for a person: "X, Director ...", "CEO X", "its director of networks, X"."""
    starts = {title.first: title for title in titles}
    ends = {title.last: title for title in titles}
    governed = _governed(scene, ends)
    for piece in found:
        ballot = ballots[piece.key]
        if piece.first in governed:
            ballot.votes["Organization"] += 4
            ballot.body = True
        ballot.votes["Other"] += 9 * _is_field(scene, piece, ends)
        if not is_person_like(scene, piece):
            continue
        ballot.votes["Organization"] += 6 * _is_served(scene, piece)
        if _title_after(scene, piece, starts) or _title_of_body_after(scene, piece, starts):
            ballot.votes["Person"] += 5
        if _title_given(scene, piece, starts):
            ballot.votes["Person"] += 9
        title = ends.get(piece.first - 1)
        if title and scene.same_line(piece.first, piece.first - 1):
            ballot.votes["Person"] += 5
        elif _title_before_comma(scene, piece, ends) or _title_of_body_before(scene, piece, ends):
            ballot.votes["Person"] += 4
        if _speaks(scene, piece):
            ballot.votes["Person"] += 1


def _is_served(scene: Scene, piece: Piece) -> bool:
    """Whether somebody spent a time of his life there: "ten years with Morrow Stanfield"."""
    if not scene.same_line(piece.first, piece.first - 2) or scene.tokens[piece.first - 1].low not in {"with", "at"}:
        return False
    return scene.tokens[piece.first - 2].low in _classes().spells


def _is_field(scene: Scene, piece: Piece, ends: dict[int, Title]) -> bool:
    """Whether what looks like a name is what somebody is head of in his group: "CEO Group Digital Life", "Manager, Group Tax"."""
    if piece.first == piece.last or scene.tokens[piece.first].low not in _classes().wholes:
        return False
    at = piece.first - 1
    at -= scene.same_line(piece.first, at) and scene.tokens[at].text == ","
    return at in ends and scene.same_line(piece.first, at)


def _governed(scene: Scene, ends: dict[int, Title]) -> frozenset[int]:
    """First tokens of what has a president or a spokesman: "President of ECN" shows an organisation."""
    found: set[int] = set()
    for last in ends:
        chief = scene.tokens[last].low in _classes().at_the_head or (
            scene.tokens[last].low in {"officer", "executive", "director"}
            and last > ends[last].first
            and {token.low for token in scene.tokens[ends[last].first : last]} & {"chief", "managing", "executive"}
        )
        if "vice" in {token.low for token in scene.tokens[ends[last].first : last + 1]} or not chief:
            continue
        position = last + 1
        if scene.same_line(last, position + 1) and scene.tokens[position].low in {"of", "at"}:
            found.add(position + 1 + (scene.tokens[position + 1].low == "the"))
    return frozenset(found)


def _title_after(scene: Scene, piece: Piece, starts: dict[int, Title]) -> bool:
    position = piece.last + 1
    if scene.same_line(piece.last, position) and scene.tokens[position].text in {",", "(", "–", "-", "|"}:
        position += 1
    for skip in range(4):
        if position + skip in starts and scene.same_line(piece.last, position + skip):
            between = scene.tokens[position : position + skip]
            return position > piece.last + 1 and all(token.low in _classes().to_title for token in between)
    return False


def _title_given(scene: Scene, piece: Piece, starts: dict[int, Title]) -> bool:
    """ "has named Tan Wei Ming as Director", "promotes Jo Roe to Vice President"."""
    link = piece.last + 1
    before = scene.tokens[piece.first - 1].low if scene.same_line(piece.first, piece.first - 1) else ""
    if link in starts and scene.same_line(piece.last, link) and before in people_rules().appointing:
        return True
    if piece.first == piece.last or not scene.same_line(piece.last, link + 2) or scene.tokens[link].low not in {"as", "to"}:
        return False
    after = link + 1 + (scene.tokens[link + 1].low in {"its", "the", "new", "a", "an", "their"})
    after += scene.tokens[after].low == "new"
    return after in starts


def _title_of_body_after(scene: Scene, piece: Piece, starts: dict[int, Title]) -> bool:
    """ "Tad Deriso, MBC's president and CEO"."""
    comma = piece.last + 1
    if not scene.same_line(piece.last, comma) or scene.tokens[comma].text != ",":
        return False
    for position in range(comma + 2, comma + 8):
        if not scene.same_line(piece.last, position) or scene.tokens[position - 1].kind == "point":
            return False
        if scene.tokens[position - 1].kind == "possessive":
            return position in starts
    return False


def _title_before_comma(scene: Scene, piece: Piece, ends: dict[int, Title]) -> bool:
    """ "Internet2's director of network services, Steve Cotter": the title belongs to somebody's, not to a name before it."""
    comma = piece.first - 1
    if not scene.same_line(piece.first, comma - 1) or scene.tokens[comma].text != ",":
        return False
    title = ends.get(comma - 1)
    if title is None:
        return False
    before = scene.tokens[title.first - 1] if scene.same_line(title.first, title.first - 1) else None
    return before is not None and (
        before.kind == "possessive" or before.low in {"its", "the", "their", "our", "chairman", "by", "and"}
    )


def _title_of_body_before(scene: Scene, piece: Piece, ends: dict[int, Title]) -> bool:
    """ "the Group CEO of Liquid Telecom, Nic Rudnick": a title, a company and a comma before the name."""
    comma = piece.first - 1
    if not scene.same_line(piece.first, comma) or scene.tokens[comma].text != ",":
        return False
    position = comma - 1
    while position > comma - 7 and scene.same_line(comma, position) and scene.tokens[position].is_cap:
        position -= 1
    governs = position < comma - 1 and scene.same_line(comma, position) and scene.tokens[position].low in {"of", "at"}
    return governs and position - 1 in ends


def _is_maker(ballot: Ballot) -> bool:
    kind, weight = ballot.family()
    return kind == "Organization" and weight >= 5


def makers_vote(scene: Scene, ballots: Ballots, found: Sequence[Piece]) -> None:
    """Whoever stands before a product makes it: "Infinera DTN-X", "Ciena's 6500"."""
    for maker, product in itertools.pairwise(found):
        between = scene.tokens[maker.last + 1 : product.first]
        if not scene.same_line(maker.last, product.first) or any(token.kind != "possessive" for token in between):
            continue
        thing = ballots[product.key]
        if between and ballots[maker.key].role() == "Vendor" and _is_town_only(thing) and not _is_site(scene, product.last):
            thing.votes["Place"] = 0.0
            thing.votes["Product"] += 2.5
        if not between and thing.type() in {"", "Organization"} and _is_maker(ballots[maker.key]) and not thing.candidates:
            thing.votes["Product"] += 2.5
        if not between and not thing.candidates and _is_maker(ballots[maker.key]) and product.key.endswith(_SYSTEMS):
            thing.votes["Product"] += _ACTS  # "the Acme Unified Radio System"
        if thing.type() == "Product" and ballots[maker.key].family()[0] in {"Organization", ""}:
            ballots[maker.key].roles["Vendor"] += 2
            ballots[maker.key].votes["Organization"] += 2.5 if thing.decided else 1


def _is_town_only(ballot: Ballot) -> bool:
    if ballot.decided or ballot.candidates or set(ballot.pieces[0].key.split()) <= english():
        return False
    return ballot.family()[0] == "Place" and ballot.votes["Place"] <= TOWN


def _is_site(scene: Scene, last: int) -> bool:
    """Whether somebody's place is told behind a name: "Acme's Keystone plant"."""
    return scene.same_line(last, last + 1) and any(
        kind in {"Place", "Facility"} for kind in lexicon().after.get(scene.tokens[last + 1].low, {})
    )


def _speaks(scene: Scene, piece: Piece) -> bool:
    left = scene.tokens[piece.first - 1] if scene.same_line(piece.first, piece.first - 1) else None
    return bool(left and left.low in people_rules().speaking)


def confirm(scene: Scene, ballots: Ballots, hits: Iterable[Hit[Known]]) -> None:
    """Names of the reference take the entry's type, if their sense is plain or the text shows it."""
    certain: set[str] = set()
    pending: list[tuple[Ballot, Hit[Known]]] = []
    for hit in hits:
        ballot = ballots.get(key_of(scene, hit.first, hit.last))
        if ballot is None or ballot.candidates:
            continue
        entries = [value.entry for value in hit.values if not value.doubtful and not _denied(ballot, value.entry)]
        if entries:
            _decide(ballot, entries)
            certain.update(iri for entry in entries for iri in (entry.iri, *_makers(entry)))
        elif any(value.doubtful for value in hit.values):
            pending.append((ballot, hit))
    for ballot, hit in pending:
        entries = _shown(ballot, [value.entry for value in hit.values], certain)
        if entries and not ballot.candidates:
            _decide(ballot, entries)


def _denied(ballot: Ballot, entry: Entry) -> bool:
    """Whether the text itself says that what is listed as a thing or town is somebody ("Acme, a unit of Fujitsu, said")."""
    sums = ballot.sums()
    acts = sums["Organization"] - ballot.prior
    if entry.type == "Place":
        return ballot.body and acts >= _FIRM and acts > sums["Place"]
    return entry.type in {"Product", "Service"} and acts >= _ACTS and acts >= 2 * sums[entry.type]


def _shown(ballot: Ballot, entries: list[Entry], certain: set[str]) -> list[Entry]:
    """The entries whose sense the text shows: named by a surer form elsewhere, or voted for by the words around."""
    named = [entry for entry in entries if entry.iri in certain or _beside_maker(entry, certain)]
    if named:
        return named
    sums = ballot.sums()
    sums["Organization"] -= ballot.prior
    return [entry for entry in entries if sums[family(entry.type)] >= 2.5 and sums[family(entry.type)] == max(sums.values())]


def _beside_maker(entry: Entry, certain: set[str]) -> bool:
    """Whether the text also names who makes a product ("Blue Planet" in a text about Ciena)."""
    return not certain.isdisjoint(_makers(entry))


def _makers(entry: Entry) -> list[str]:
    """Who makes a product: a text that names it by its plain name means them by theirs."""
    return [iri_of("organization", maker) for maker in entry.values("vendor")]


def _decide(ballot: Ballot, entries: list[Entry]) -> None:
    """Gives a ballot the entries it may mean, those of the family with most votes first, and their type."""
    sums = ballot.sums()
    ranked = sorted(entries, key=lambda entry: -sums[family(entry.type)])
    leading = family(ranked[0].type)
    same = [entry for entry in ranked if family(entry.type) == leading]
    ballot.candidates = tuple(dict.fromkeys(entry.iri for entry in same))
    types = dict.fromkeys(entry.type for entry in same)
    ballot.decided = next(iter(types)) if len(types) == 1 else _by_role(ballot, [entry.type for entry in same])


def _by_role(ballot: Ballot, types: list[str]) -> str:
    return max(types, key=lambda kind: (ballot.roles[kind], -types.index(kind)))
