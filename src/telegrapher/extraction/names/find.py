"""From a release to a page: everything that is named in it, by whatever form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from telegrapher.extraction.names.referents.pages import lay_page
from telegrapher.extraction.names.runs.chunks import Chunk, chunks
from telegrapher.extraction.names.runs.closed import bracketed, nameless
from telegrapher.extraction.names.runs.pieces import Borders, abroad, pieces
from telegrapher.extraction.names.runs.renaming import new_names
from telegrapher.extraction.names.senses.ballots import Ballot, Ballots, Piece, key_of
from telegrapher.extraction.names.senses.definitions import Definition, find_definitions, tickers
from telegrapher.extraction.names.senses.gazetteer import Known, known_hits, known_names
from telegrapher.extraction.names.senses.lexicon import lexicon
from telegrapher.extraction.names.senses.titles import Title, find_titles
from telegrapher.extraction.names.text.phrases import Hit
from telegrapher.extraction.names.text.scene import Scene, scene
from telegrapher.extraction.names.text.techniques import is_technique
from telegrapher.extraction.names.votes.awards import find_categories
from telegrapher.extraction.names.votes.context import confirm, makers_vote, owners_vote, people_vote
from telegrapher.extraction.names.votes.evidence import vote
from telegrapher.extraction.names.votes.families import defined_families, relatives
from telegrapher.extraction.names.votes.lists import share
from telegrapher.extraction.names.votes.subjects import by_subject
from telegrapher.extraction.names.votes.tagger import Tagger
from telegrapher.extraction.page import Page
from telegrapher.model import Release
from telegrapher.reference import Reference, nothing

__all__ = ["find_names"]


@dataclass(frozen=True, slots=True)
class _Ground:
    """What is read off the text before names are cut out of it."""

    scene: Scene
    reference: Reference
    titles: tuple[Title, ...]
    marks: frozenset[int]
    hits: tuple[Hit[Known], ...]
    runs: tuple[Chunk, ...]
    definitions: tuple[Definition, ...]
    categories: tuple[tuple[int, int], ...]
    renamings: tuple[tuple[int, int], ...]


def find_names(release: Release, reference: Reference | None = None, *, tagger: Tagger | None = None) -> Page:
    """Finds everything that a release names.

    Sources in order of trust: reference data, definitions in the text, the shape of names and the words around them, described
    networks, short forms, and last a statistical tagger for what nothing else explains.

    Args:
        release: the release, with its zones.
        reference: curated names; nothing but the text is used without it.
        tagger: the statistical tagger; none is asked without it.

    Returns:
        A page with mentions that never overlap, and one referent for each thing named.
    """
    ground = _ground(release, reference or nothing())
    hits = {hit.first: hit for hit in ground.hits}
    found, pairs = _cut(ground, Borders(hits, frozenset(), frozenset()))
    ballots = _count(ground, found, pairs)
    makers = frozenset(key for key, ballot in ballots.items() if _is_maker(ballot))
    makers |= {short for key in makers if (short := _shortened(key))}
    alone = frozenset(key for key, ballot in ballots.items() if len(key) > 1 and ballot.pieces)
    sites = frozenset(key for key, ballot in ballots.items() if ballot.type() == "Facility")
    again, pairs = _cut(ground, Borders(hits, makers, alone, sites))
    if again != found:  # seldom: few runs hold two names
        ballots = _count(ground, again, pairs)
    if tagger is not None:
        tagger.vote(ground.scene, ballots)
    return _without_new_names(ground, lay_page(ground.scene, ballots, pairs, _categories(ground), ground.reference))


def _without_new_names(ground: _Ground, page: Page) -> Page:
    """The page without mentions inside names that something is to get: they are text."""
    spans = [ground.scene.words.span(first, last) for first, last in ground.renamings]
    if not spans:
        return page
    kept = tuple(mention for mention in page.mentions if not any(mention.span.overlaps(span) for span in spans))
    keys = {mention.key for mention in kept}
    owners = {key for referent in page.referents.values() for _, key in referent.hints}
    referents = {key: referent for key, referent in page.referents.items() if key in keys | owners}
    return page.with_mentions(kept, referents)


def _categories(ground: _Ground) -> frozenset[str]:
    return frozenset(key_of(ground.scene, first, last) for first, last in ground.categories)


def _ground(release: Release, reference: Reference) -> _Ground:
    stage = scene(release)
    titles = find_titles(stage)
    closed = offices = frozenset(index for title in titles for index in range(title.first, title.last + 1))
    hits = tuple(known_hits(stage, known_names(reference)))
    hits = tuple(hit for hit in hits if hit.values[0].entry.kind == "organization" or hit.first not in closed)
    renamings = tuple(new_names(stage))
    renamed = frozenset(index for first, last in renamings for index in range(first, last + 1))
    hits = tuple(hit for hit in hits if hit.first not in renamed)
    marks = tickers(stage)
    symbols = frozenset(index for mark in marks for index in bracketed(stage, mark) if stage.tokens[index - 1].text in {":", "："})
    hits = tuple(hit for hit in hits if hit.first not in symbols)
    closed |= {index for mark in marks for index in bracketed(stage, mark)}
    closed -= {
        index
        for hit in hits
        for index in range(hit.first, hit.last + 1)
        if hit.values[0].entry.kind == "organization" and hit.first - 1 not in closed
    }
    closed |= renamed | (nothing_named := nameless(stage))
    return _Ground(
        stage,
        reference,
        titles,
        marks,
        hits,
        tuple(chunks(stage, closed)),
        tuple(one for one in find_definitions(stage) if one.long_last not in offices | nothing_named),
        tuple(find_categories(stage)),
        renamings,
    )


def _shortened(key: str) -> str:
    """A company's name of three words or more without the land or unit at its end ("rocket lab" of "rocket lab usa")."""
    words = key.split()
    return " ".join(words[:-1]) if len(words) > 2 and words[-1] in lexicon().units else ""


def _is_maker(ballot: Ballot) -> bool:
    """Whether a name is surely an organisation by itself, so that words after it may be another name."""
    kind, weight = ballot.family()
    return kind == "Organization" and (weight >= 5 or (len(ballot.pieces) > 1 and weight >= 3))


def _cut(ground: _Ground, borders: Borders) -> tuple[list[Piece], list[tuple[str, str]]]:
    """Cuts all runs into names; with them, the keys of both sides of each definition."""
    stage = ground.scene
    pairs: list[tuple[str, str]] = []
    found: list[Piece] = []
    for run in ground.runs:
        if not stage.heading[stage.tokens[run.first].sentence]:
            found.extend(pieces(stage, run, borders))
    found = _with_definitions(stage, _uncounted(stage, found, ground.definitions), ground.definitions, pairs)
    found = _with_spans(stage, found, ground.categories)
    found = _with_spans(stage, found, _whole(stage, ground.hits, ground.runs))
    found = _with_spans(stage, found, list(_beheaded(stage, found, ground.hits)))
    found = _with_spans(stage, found, _rates(stage))
    return _with_hits(stage, found, ground.hits), pairs


_SPELT = 12.0
"""Votes of a name whose short form is that of a technique: "Fiber-to-the-Curb (FTTC)"."""

_RATE = re.compile(r"\d{1,3}G")
_PASSIVE = frozenset({"GPON", "EPON", "PON"})
_RATED = frozenset({"gigabit", *map(str.lower, _PASSIVE)})


def _rates(stage: Scene) -> Iterator[tuple[int, int]]:
    """Tokens of what Ethernet or a passive network is called by its rate: "800 Gigabit Ethernet", "25G PON"."""
    if not stage.holds(_RATED):
        return
    for index, token in enumerate(stage.tokens[:-2]):
        if token.text in _PASSIVE and index and stage.same_line(index - 1, index) and _RATE.fullmatch(stage.tokens[index - 1].text):
            yield index - 1, index
        named = index and token.low == "gigabit" and stage.tokens[index + 1].text == "Ethernet"
        if named and stage.same_line(index - 1, index + 1) and stage.tokens[index - 1].text.isdigit():
            yield index - 1, index + 1


def _count(ground: _Ground, found: Sequence[Piece], pairs: Iterable[tuple[str, str]]) -> Ballots:
    """Lets every place where a name stands vote."""
    stage = ground.scene
    hits = {hit.first: hit for hit in ground.hits}
    ballots: Ballots = {}
    for piece in found:
        vote(stage, piece, ballots, ground.reference, ground.marks)
    for first_token, last_token in ground.categories:
        if (key := key_of(stage, first_token, last_token)) in ballots:  # else a listed name holds it ("Somebody's Best Awards")
            ballots[key].votes["Award"] += 12
    for piece in found:
        hit = hits.get(piece.first)
        if hit and hit.last < piece.last and abroad(stage, piece.first, hit.last, hits):
            ballots[piece.key].votes["Organization"] += 8
            ballots[piece.key].roles[hit.values[0].entry.type] += 3
        if hit and hit.last < piece.last and all(value.entry.type == "Product" and not value.doubtful for value in hit.values):
            ballots[piece.key].votes["Product"] += 3
    for long, short in pairs:
        if long in ballots:
            ballots[long].defined = True
            ballots[long].votes["Technology"] += _SPELT * is_technique(short.upper())
    owners_vote(stage, ballots)
    people_vote(stage, ballots, found, ground.titles)
    confirm(stage, ballots, ground.hits)
    makers_vote(stage, ballots, found)
    confirm(stage, ballots, ground.hits)  # again: who stands before a known product is the maker of that name
    by_subject(stage, found, ballots)
    share(stage, found, ballots)
    relatives(stage, ballots)
    defined_families(ballots, pairs)
    _acting_networks(ballots, pairs)
    return ballots


def _acting_networks(ballots: Ballots, pairs: Iterable[tuple[str, str]]) -> None:
    """A name that ends like a network's is an organisation's if its short form acts as one ("Nordic Network (NN) said")."""
    for long, short in pairs:
        one, two = ballots.get(long), ballots.get(short)
        if one is None or two is None or one.head != "Network" or len(two.pieces) < 2:
            continue
        if two.sums()["Organization"] - two.prior > 1.5 * two.votes["Network"]:
            one.votes["Organization"] += one.votes["Network"] + two.votes["Network"]


def _with_definitions(
    stage: Scene, found: Sequence[Piece], definitions: Iterable[Definition], pairs: list[tuple[str, str]]
) -> list[Piece]:
    """Both sides of each definition are names as they stand; runs that overlap them give way or lend their beginning."""
    ends = {piece.last: piece for piece in found}
    sides: list[tuple[int, int]] = []
    for definition in definitions:
        long = (definition.long_first, definition.long_last)
        run = ends.get(long[1])
        if run and run.first < long[0] and stage.tokens[run.first].text[0].isalnum():
            long = (run.first, long[1])
        short = (definition.short_first, definition.short_last)
        pairs.append((key_of(stage, *long), key_of(stage, *short)))
        if long[0] < definition.long_first:  # "Trans-Aral Optical Line (OL)" goes on as "Trans-Aral OL"
            front = key_of(stage, long[0], definition.long_first - 1)
            pairs.append((pairs[-1][0], f"{front} {pairs[-1][1]}"))
        sides += [side for side in (long, short) if stage.tokens[side[0]].text[0].isalnum()]
    return _with_spans(stage, found, sides)


def _uncounted(stage: Scene, found: Sequence[Piece], definitions: Iterable[Definition]) -> list[Piece]:
    """Names without a number behind them if the text defines the name alone: "Orin has 600 towers and OBrasil 217"."""
    short = {key_of(stage, one.short_first, one.short_last) for one in definitions}
    kept = []
    for piece in found:
        counted = short and piece.last > piece.first and stage.tokens[piece.last].text.isdigit()
        key = key_of(stage, piece.first, piece.last - 1) if counted else ""
        kept.append(Piece(piece.first, piece.last - 1, key) if key in short else piece)
    return kept


def _whole(stage: Scene, hits: Iterable[Hit[Known]], runs: Iterable[Chunk]) -> Iterator[tuple[int, int]]:
    """Listed names that no run holds whole: with a possessive inside ("Cox's Bazar"), or with "and" ("Cable and Wireless Marine",
    with the unit behind it)."""
    ends = {run.first: run.last for run in runs}
    for hit in hits:
        inner = stage.tokens[hit.first : hit.last]
        if any(token.kind == "possessive" for token in inner):
            yield hit.first, hit.last
        elif hit.values[0].entry.kind == "organization" and any(token.text == "and" for token in inner):
            last = next((ends[n] for n in range(hit.last, hit.first, -1) if n in ends), hit.last)
            yield hit.first, last if stage.tokens[last].low in lexicon().units else hit.last


def _beheaded(stage: Scene, found: Sequence[Piece], hits: Iterable[Hit[Known]]) -> Iterator[tuple[int, int]]:
    """Tokens of listed companies whose first word opens no run ("Cable & Wireless" at the head of a sentence, "stc Bahrain")."""
    ends = {index: piece.last for piece in found for index in range(piece.first, piece.last + 1)}
    for hit in hits:
        if hit.first == hit.last or hit.first in ends or stage.heading[stage.tokens[hit.first].sentence]:
            continue
        held = {ends[index] for index in range(hit.first, hit.last + 1) if index in ends}
        if held and max(held) <= hit.last and all(value.entry.kind == "organization" for value in hit.values):
            yield hit.first, hit.last


def _with_spans(stage: Scene, found: Sequence[Piece], spans: Iterable[tuple[int, int]]) -> list[Piece]:
    """Puts names at the given tokens in place of all that overlap them; of spans that overlap, the first stays."""
    put: list[Piece] = []
    taken: set[int] = set()
    for first, last in spans:
        inside = range(first, last + 1)
        if taken.isdisjoint(inside):
            taken.update(inside)
            put.append(Piece(first, last, key_of(stage, first, last)))
    if not put:
        return list(found)
    kept = [piece for piece in found if taken.isdisjoint(range(piece.first, piece.last + 1))]
    return sorted([*kept, *put], key=lambda piece: piece.first)


def _with_hits(stage: Scene, found: Sequence[Piece], hits: Iterable[Hit[Known]]) -> list[Piece]:
    """Names of the reference that no run holds (techniques in lower case, names in headings)."""
    taken = {index for piece in found for index in range(piece.first, piece.last + 1)}
    more = [
        Piece(hit.first, hit.last, key_of(stage, hit.first, hit.last))
        for hit in hits
        if not taken & set(range(hit.first, hit.last + 1)) and not stage.heading[stage.tokens[hit.first].sentence]
    ]
    return sorted([*found, *more], key=lambda piece: piece.first) if more else list(found)
