"""Laying out the page: names believed become referents, every place where one stands a mention."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from telegrapher.extraction.names.referents.companions import companions
from telegrapher.extraction.names.referents.described import network_referents
from telegrapher.extraction.names.referents.followers import follow
from telegrapher.extraction.names.referents.groups import Index, Naming, adopt, group
from telegrapher.extraction.names.referents.headings import portrayed
from telegrapher.extraction.names.referents.makers import with_listed_makers, with_makers
from telegrapher.extraction.names.referents.networks import find_networks, national_networks, without_networks
from telegrapher.extraction.names.referents.twins import with_twins
from telegrapher.extraction.names.senses.ballots import Ballot, Ballots
from telegrapher.extraction.names.senses.gazetteer import well_cased
from telegrapher.extraction.names.senses.lexicon import ORGANIZATIONS, Votes
from telegrapher.extraction.names.senses.places import extend_place
from telegrapher.extraction.names.senses.titles import people_rules
from telegrapher.extraction.names.text.forms import is_legal, without_legal
from telegrapher.extraction.names.text.phrases import Hit, Phrases
from telegrapher.extraction.names.text.scene import Scene
from telegrapher.extraction.page import OPEN, Page
from telegrapher.model import Found, Mention, Referent, Span, ZoneKind, fold
from telegrapher.reference.reference import Reference

__all__ = ["lay_page"]

_WEAK = {"Organization": 4.5, "Place": 4.0, "Person": 5.0, "Product": 3.5}
"""Types that a name may have got on little evidence, and up to how many votes (those of any unknown capitalised word left out)."""

_STOPPED = frozenset({".'", ".’"})
"""A stop and an apostrophe: the stop belongs to the legal form before ("Acme Inc.'s network")."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Names of one thing: the naming that speaks for it first."""

    key: str
    type: str
    namings: tuple[Naming, ...]
    open: bool = False
    """Whether the type is the likeliest one only, so that a relation may show another."""


def lay_page(
    scene: Scene, ballots: Ballots, pairs: Sequence[tuple[str, str]], categories: frozenset[str], reference: Reference
) -> Page:
    """The page with all names that won their vote, and the networks described beside them.

    Args:
        scene: the release in words.
        ballots: the votes on each name.
        pairs: keys of both sides of each definition in the text.
        categories: keys of categories of prizes; a single one is another name of the prize itself.
        reference: curated names.
    """
    pairs = [*pairs, *portrayed(scene, ballots)]
    for long, short in pairs:
        _unite(ballots, long, short)
    namings = _namings(scene, ballots)
    groups = _grouped(namings, group(namings, [*pairs, *_one_prize(namings, categories)]), ballots)
    mentions = _sweep(scene, groups)
    mentions, groups = _used(mentions, groups)
    texts: dict[str, list[str]] = {}
    for mention in mentions:
        texts.setdefault(mention.key, []).append(mention.text)
    referents = {item.key: _referent(item, texts[item.key]) for item in groups}
    referents = with_makers(scene, mentions, with_listed_makers(referents, reference))
    mentions, referents = with_twins(scene, mentions, referents, reference)
    company, bodies = companions(scene, mentions, referents, len(referents) + 1)
    mentions, referents = sorted([*_without(mentions, company), *company]), {**referents, **bodies}
    mentions = without_networks(scene, mentions)
    owners = {key: _owner_names(referent) for key, referent in referents.items() if referent.type in ORGANIZATIONS}
    national = national_networks(scene, mentions)
    described = [*find_networks(scene, mentions, owners), *national]
    more, networks = network_referents(described, owners | {one.owner: (one.owner,) for one in national}, len(referents) + 1)
    page = Page(scene.release, scene.lines)
    return page.with_mentions((*mentions, *more), {**referents, **networks})


def _without(mentions: Sequence[Mention], others: Sequence[Mention]) -> list[Mention]:
    """The mentions that do not overlap any of the others."""
    taken = {offset for other in others for offset in range(other.span.start, other.span.end)}
    return [mention for mention in mentions if mention.span.start not in taken and mention.span.end - 1 not in taken]


def _owner_names(referent: Referent) -> tuple[str, ...]:
    """The names by which a network is called somebody's: the fullest first, none twice."""
    forms = (referent.name, *(without_legal(alias) for alias in referent.aliases))
    return tuple({fold(form): form for form in reversed(forms)}.values())[::-1]


def _unite(ballots: Ballots, long: str, short: str) -> None:
    """Both sides of a definition vote together."""
    one, two = ballots.get(long), ballots.get(short)
    if one is None or two is None or one is two:
        return
    votes, roles = _positive(one.votes, two.votes), _positive(one.roles, two.roles)
    decided = one.decided or two.decided
    candidates = one.candidates or two.candidates
    if one.head:
        votes[one.head] += 12
    for ballot in (one, two):
        ballot.votes, ballot.roles, ballot.decided = _positive(votes), _positive(roles), decided
        ballot.candidates = candidates


def _positive(*some: Votes) -> Votes:
    """The sum of votes without what is against: one side of a definition may look odd alone."""
    total = Votes()
    for votes in some:
        total.add(votes)
    return Votes({kind: weight for kind, weight in total.items() if weight > 0})


def _namings(scene: Scene, ballots: Ballots) -> dict[str, Naming]:
    abouts = {fold(without_legal(zone.owner)) for zone in scene.release.zones if zone.owner and zone.kind is ZoneKind.ABOUT}
    namings: dict[str, Naming] = {}
    orphans: list[Naming] = []
    for key, ballot in ballots.items():
        kind = ballot.type()
        if not key or not ballot.pieces:
            continue
        surfaces = list(dict.fromkeys(scene.text(piece.first, piece.last) for piece in ballot.pieces))
        full = ballot.defined or any(is_legal(scene.tokens[piece.last]) and piece.last > piece.first for piece in ballot.pieces)
        naming = Naming(
            key,
            kind,
            surfaces,
            full,
            ballot.listed,
            ballot.candidates,
            ballot.pieces[0].first,
            tuple(piece.first for piece in ballot.pieces),
            key in abouts,
        )
        if not kind or (kind == "Person" and " " not in key):
            orphans.append(naming)
        else:
            namings[key] = naming
    index = Index.of(namings.values())
    for orphan in orphans:
        orphan.type = adopt(orphan, index) or orphan.type
    for naming in namings.values():
        follow(naming, ballots[naming.key], index)
    namings.update({orphan.key: orphan for orphan in orphans if orphan.type})
    return namings


def _stands(ballot: Ballot) -> tuple[int, tuple[int, ...]]:
    """Where a name first stands, and all places where it does."""
    return ballot.pieces[0].first, tuple(piece.first for piece in ballot.pieces)


def _grouped(namings: Mapping[str, Naming], roots: Mapping[str, str], ballots: Ballots) -> list[_Group]:
    """Groups in the order of the text, with keys e1, e2, ...; a group's type is decided by all its votes."""
    members: dict[str, list[Naming]] = {}
    for key in sorted(namings, key=lambda key: namings[key].order):
        members.setdefault(roots[key], []).append(namings[key])
    made = []
    for number, namings_of in enumerate(members.values(), start=1):
        kind = _type_of(namings_of, ballots)
        made.append(_Group(f"e{number}", kind, tuple(namings_of), _is_open(kind, namings_of, ballots)))
    return made


def _type_of(namings: list[Naming], ballots: Ballots) -> str:
    if any(naming.type == "Person" and " " in naming.key for naming in namings):
        return "Person"
    together = Ballot()
    for naming in sorted(namings, key=lambda naming: -len(naming.key)):
        ballot = ballots[naming.key]
        together.votes.add(ballot.votes)
        together.roles.add(ballot.roles)
        together.prior += ballot.prior
        together.decided = together.decided or ballot.decided
    return together.type() or namings[0].type


def _is_open(kind: str, namings: list[Naming], ballots: Ballots) -> bool:
    """Whether little speaks for the type of a group: no reference, no definition, no telling word, and few votes."""
    if kind not in _WEAK or any(naming.full or naming.listed or naming.candidates for naming in namings):
        return False
    marked = [ballots[naming.key] for naming in namings]
    if any(ballot.decided or ballot.head for ballot in marked):
        return False
    return sum(max(0.0, ballot.sums()[kind] - ballot.prior * (kind == "Organization")) for ballot in marked) <= _WEAK[kind]


def _one_prize(namings: Mapping[str, Naming], categories: frozenset[str]) -> list[tuple[str, str]]:
    """The series and the category of the only prize of a text name one award; with several categories each is one."""
    known = [key for key in namings if key in categories]
    series = [key for key, naming in namings.items() if naming.type == "Award" and key not in categories]
    return [(series[0], known[0])] if len(known) == 1 and len(series) == 1 else []


def _sweep(scene: Scene, groups: list[_Group]) -> list[Mention]:
    """Every place where a form of a group stands, leftmost and longest first."""
    phrases = Phrases.of((form, item) for item in groups for form in _forms(item))
    mentions: list[Mention] = []
    past = -1
    for index in phrases.openings(scene.heads):
        hit = _fitting(scene, phrases, index) if index > past else None
        if hit is None:
            continue
        item = hit.values[0]
        past = extend_place(scene, hit.last) if item.type == "Place" else hit.last
        mentions.append(_mention(scene, hit, past, item))
    return mentions


def _forms(item: _Group) -> list[str]:
    forms = [surface for naming in item.namings for surface in naming.surfaces]
    if item.type == "Person":
        forms += [form.split()[-1] for form in forms if len(form.split()) > 1]
    return list(dict.fromkeys(forms))


def _fitting(scene: Scene, phrases: Phrases[_Group], index: int) -> Hit[_Group] | None:
    for hit in phrases.at(scene.tokens, index):
        if not well_cased(scene, hit.first, hit.last, hit.form):
            continue
        surname = hit.values[0].type == "Person" and hit.first == hit.last
        if surname and not _surname_here(scene, hit.first):
            continue
        return hit
    return None


def _surname_here(scene: Scene, index: int) -> bool:
    """A surname stands alone: no other capitalised word beside it."""
    for other in (index - 1, index + 1):
        if scene.same_line(index, other) and scene.tokens[other].is_cap and not scene.tokens[other].first:
            gap = scene.gap(max(index, other))
            if gap == " " and scene.tokens[other].low not in people_rules().honorifics | people_rules().heads:
                return False
    return True


def _mention(scene: Scene, hit: Hit[_Group], last: int, item: _Group) -> Mention:
    end = scene.tokens[last].end
    stopped = scene.release.text[end : end + 2] in _STOPPED and is_legal(scene.tokens[last])
    span = Span(scene.tokens[hit.first].start, end + stopped)
    naming = next((n for n in item.namings if hit.form in n.surfaces), item.namings[0])
    found = Found.SHORT_FORM if hit.form not in naming.surfaces or naming is not item.namings[0] else Found.SHAPE
    if naming.candidates:
        found = Found.GAZETTEER
    elif naming.full and found is Found.SHAPE:
        found = Found.DEFINITION
    return Mention(span, scene.release.quote(span), item.type, item.key, found)


def _used(mentions: list[Mention], groups: list[_Group]) -> tuple[list[Mention], list[_Group]]:
    """Leaves out groups without any mention, and numbers the others anew."""
    seen = {mention.key for mention in mentions}
    kept = [item for item in groups if item.key in seen]
    keys = {item.key: f"e{number}" for number, item in enumerate(kept, start=1)}
    renamed = [Mention(m.span, m.text, m.type, keys[m.key], m.found) for m in mentions]
    return renamed, [_Group(keys[item.key], item.type, item.namings, item.open) for item in kept]


def _referent(item: _Group, texts: list[str]) -> Referent:
    forms = list(dict.fromkeys([surface for naming in item.namings for surface in naming.surfaces] + texts))
    name = _name(item, forms)
    distinct = {form.rstrip(".").casefold(): form for form in reversed(forms)}
    aliases = tuple(
        form for form in reversed(distinct.values()) if form != name and (fold(form) != fold(name) or not form.isupper())
    )
    candidates = tuple(dict.fromkeys(iri for naming in item.namings for iri in naming.candidates))
    return Referent(item.key, item.type, name, aliases, candidates, (OPEN,) if item.open else ())


def _name(item: _Group, forms: list[str]) -> str:
    """The fullest form, not in capitals if there is another, without legal form; a place without the state after it."""
    plain = [without_legal(re.sub(r"(?<=\w)[*†‡]+(?!\w)", "", form)) for form in forms]
    if item.type == "Place":
        plain = [form.split(",")[0] if not form.endswith("D.C.") else form for form in plain]
    mixed = [form for form in plain if not form.isupper()] or plain
    mixed = [form for form in mixed if form.removesuffix("s") == form or form.removesuffix("s") not in mixed]
    return max(mixed, key=lambda form: (len(fold(form).split()), len(form), -plain.index(form)))
