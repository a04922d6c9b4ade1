"""Capacity on cables: who takes it takes it from the one who has the cable; and nobody takes his own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from telegrapher.extraction.page import Page
from telegrapher.model import Draft, Mention, fold

__all__ = ["bought_of_owner", "without_own_capacity"]

_HAVING = frozenset({"owns", "operates"})
_SHARING = frozenset({"consortiumMember"})
_GENERIC = frozenset(
    {"cable", "cables", "system", "systems", "submarine", "subsea", "undersea", "network", "the", "fibre", "fiber", "optic"}
)
_TAKERS = frozenset({"Carrier", "ContentProvider", "DataCenterOperator", "Organization", "GovernmentBody", "ResearchFirm"})


def _keepers(drafts: Iterable[Draft], relations: frozenset[str]) -> dict[str, dict[str, Mention]]:
    """Who has which cable: by the cable's key, each by its own."""
    found: dict[str, dict[str, Mention]] = {}
    for draft in drafts:
        if draft.predicate in relations and draft.subject is not None and isinstance(draft.object, Mention):
            found.setdefault(draft.object.key, {}).setdefault(draft.subject.key, draft.subject)
    return found


def without_own_capacity(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Drafts without those by which somebody takes capacity on a cable that is his, wholly or in part."""
    given = tuple(drafts)
    keepers = _keepers(given, _HAVING | _SHARING)
    for draft in given:
        own = draft.predicate == "usesCapacityOn" and draft.subject is not None and isinstance(draft.object, Mention)
        if not own or draft.subject.key not in keepers.get(draft.object.key, {}):  # type: ignore[union-attr]
            yield draft


def bought_of_owner(page: Page, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """`customerOf` from capacity taken on a cable that one company alone has.

    Args:
        page: of the drafts.
        drafts: all that is said; cables that several have, or a consortium, tell nothing of who sells.
    """
    given = tuple(drafts)
    keepers = _keepers(given, _HAVING)
    shared = _keepers(given, _SHARING)
    said = {
        (d.subject.key, d.object.key) for d in given if d.predicate == "customerOf" and d.subject and isinstance(d.object, Mention)
    }
    for draft in given:
        if draft.predicate != "usesCapacityOn" or draft.subject is None or not isinstance(draft.object, Mention):
            continue
        sellers = list(keepers.get(draft.object.key, {}).values()) or _namesakes(page, draft.object)
        if len(sellers) != 1 or draft.object.key in shared or page.type_of(draft.subject) not in _TAKERS:
            continue
        seller = sellers[0]
        known = {(draft.subject.key, seller.key), (seller.key, draft.subject.key)}
        if page.type_of(seller) in ("Carrier", "Organization", "DataCenterOperator") and said.isdisjoint(known):
            status = tuple(pair for pair in draft.qualifiers if pair[0] == "status")
            yield Draft(draft.subject, "customerOf", seller, draft.spans, "capacity-of-owner", status)


def _namesakes(page: Page, cable: Mention) -> list[Mention]:
    """Companies called as a cable is: "Blue Loop Ltd" of the "Blue Loop" cable, by the first name of each."""
    words = _proper(page.referents[cable.key].name)
    called = {
        key
        for key, one in page.referents.items()
        if words and one.type in ("Carrier", "Organization") and _proper(one.name) == words
    }
    found: dict[str, Mention] = {}
    for mention in page.mentions if called else ():
        if mention.key in called:
            found.setdefault(mention.key, mention)
    return list(found.values())


@lru_cache(maxsize=4096)
def _proper(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from others of its kind."""
    return tuple(word for word in fold(name).split() if word not in _GENERIC)
