"""Organisations whose role the text tells only where it refers to them: what it calls "the carrier" is one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from telegrapher.extraction.page import OPEN, Page
from telegrapher.extraction.surface.rules import referring
from telegrapher.extraction.surface.tables import suggested
from telegrapher.model import Draft, Found, Literal, Mention

__all__ = ["with_roles", "with_trades", "without_own", "without_strangers"]

_PLAIN = "Organization"
_OFTEN = 2
"""Times that a text names what it refers to by its role; a passing name is a likely error of reference."""


def with_roles(page: Page) -> Page:
    """The page with the roles of organisations of no particular type that references to them tell, each if one only is told."""
    told: dict[str, set[str]] = {}
    named = Counter(mention.key for mention in page.mentions if mention.found is not Found.REFERENCE)
    for mention in page.mentions:
        if mention.found is Found.REFERENCE and page.type_of(mention) == _PLAIN and named[mention.key] >= _OFTEN:
            role = referring().get(mention.text.lower().split()[-1])
            if role:
                told.setdefault(mention.key, set()).add(role)
    return _changed(page, {key: next(iter(roles)) for key, roles in told.items() if len(roles) == 1})


def with_trades(page: Page, drafts: Iterable[Draft]) -> Page:
    """The page with organisations of no particular type as vendors if they make a product, as carriers if they only use one."""
    makes: set[str] = set()
    uses: set[str] = set()
    for draft in drafts:
        if draft.subject is None or not isinstance(draft.object, Mention) or page.type_of(draft.object) != "Product":
            continue
        if OPEN in page.referents[draft.object.key].hints:
            continue
        if draft.predicate == "offers":
            makes.add(draft.subject.key)
        elif draft.predicate == "deploys":
            uses.add(draft.subject.key)
    plain = {key for key, one in page.referents.items() if one.type == _PLAIN and OPEN not in one.hints}
    return _changed(page, dict.fromkeys(uses - makes & plain, "Carrier") | dict.fromkeys(makes & plain, "Vendor"))


def without_own(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Drafts without those by which somebody uses or tries what he makes: "X introduces its Y" brings it to market."""
    given = tuple(drafts)
    made = {(d.subject.key, d.object.key) for d in given if d.predicate == "offers" and d.subject and isinstance(d.object, Mention)}
    for draft in given:
        own = draft.subject is not None and isinstance(draft.object, Mention) and (draft.subject.key, draft.object.key) in made
        if not own or draft.predicate not in ("deploys", "trials"):
            yield draft


def without_strangers(page: Page, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Drafts without makers that only the order of names suggests, where a table knows another and the text names that one, and
    without those who only build what is called another's ("the network of X is being built by Y")."""
    named = {iri for one in page.referents.values() for iri in one.candidates}
    for draft in drafts:
        if draft.rule == "operates-creates" and _is_anothers(page, draft):
            continue
        makers = _listed_makers(page, draft.object)
        if draft.rule not in suggested() or makers.isdisjoint(named):
            yield draft
        elif draft.predicate != "offers":
            strange = (value for name, value in draft.qualifiers if name == "supplier" and _stranger(page, value, makers))
            yield draft if next(strange, None) is None else replace(draft, qualifiers=_unsupplied(draft))
        elif not _stranger(page, draft.subject, makers):
            yield draft


def _is_anothers(page: Page, draft: Draft) -> bool:
    """Whether what somebody builds is called by another owner."""
    hints = page.referents[draft.object.key].hints if isinstance(draft.object, Mention) else ()
    owners = {key for name, key in hints if name == "owner"}
    return bool(owners) and draft.subject is not None and draft.subject.key not in owners


def _listed_makers(page: Page, thing: Mention | Literal) -> frozenset[str]:
    """Who makes a thing by the tables."""
    hints = page.referents[thing.key].hints if isinstance(thing, Mention) else ()
    return frozenset(iri for name, iri in hints if name == "maker")


def _unsupplied(draft: Draft) -> tuple[tuple[str, Mention | str], ...]:
    return tuple((name, value) for name, value in draft.qualifiers if name != "supplier")


def _stranger(page: Page, who: Mention | str | None, makers: frozenset[str]) -> bool:
    return isinstance(who, Mention) and makers.isdisjoint(page.referents[who.key].candidates)


def _changed(page: Page, types: dict[str, str]) -> Page:
    if not types:
        return page
    referents = {key: replace(one, type=types[key]) if key in types else one for key, one in page.referents.items()}
    mentions = tuple(replace(one, type=types[one.key]) if one.key in types else one for one in page.mentions)
    return page.with_mentions(mentions, referents)
