"""A release to statements: names, references, layout, frames, assembly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from telegrapher.extraction.assembly import assemble
from telegrapher.extraction.listed import lists_of
from telegrapher.extraction.retyping import retyped
from telegrapher.model import Draft, Extraction, Found, Mention, Refusal, Release, ZoneKind, fold

if TYPE_CHECKING:
    from telegrapher.extraction.page import Page
    from telegrapher.reference import Reference

__all__ = ["STAGES", "Extractor", "Reading"]

STAGES = ("gazetteer", "definitions", "shapes", "tagger", "syntax", "coreference", "lists")
"""What can be switched off, to see what it is worth."""

_FOUND_BY = {"gazetteer": Found.GAZETTEER, "definitions": Found.DEFINITION, "shapes": Found.SHAPE, "tagger": Found.TAGGER}


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that came up while one release was read.

    Attributes:
        page: its sentences, mentions and referents; references resolved, persons of contact blocks added, open types settled.
        drafts: what the rules proposed, each with its rule.
        refused: what modality refused before; `extraction.refusals` holds these and those of assembly.
        extraction: what became of it.
    """

    page: Page
    drafts: tuple[Draft, ...]
    refused: tuple[Refusal, ...]
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class Extractor:
    """Reads releases.

    Attributes:
        reference: what is known of the world; `telegrapher.reference.nothing()` for reading by the text alone.
        stages: those of `STAGES` that take part; all by default.
    """

    reference: Reference
    stages: frozenset[str] = frozenset(STAGES)

    def __post_init__(self) -> None:
        unknown = sorted(set(self.stages) - set(STAGES))
        if unknown:
            raise ValueError(f"no such stage: {unknown[0]}; there are {', '.join(STAGES)}")

    def extract(self, release: Release) -> Extraction:
        """All that a release says, with evidence; nothing from a release that is not in English."""
        return self.read(release).extraction

    def read(self, release: Release) -> Reading:
        """All that a release says, and how it came to be said; nothing is read in a release that is not in English."""
        if release.language != "en":
            from telegrapher.extraction.page import Page
            from telegrapher.extraction.sentences import sentences

            return Reading(Page(release, sentences(release)), (), (), Extraction(release, {}, (), ()))
        page, drafts, refused = self.drafts(self.page(release))
        return Reading(page, drafts, refused, assemble(page, drafts, refused))

    def page(self, release: Release) -> Page:
        """The release laid open: sentences, mentions, references resolved as far as the stages go."""
        from telegrapher.extraction.coreference import issuers, resolve
        from telegrapher.extraction.names import Tagger, find_names
        from telegrapher.extraction.subjects import told_of

        page = find_names(release, self.reference, tagger=Tagger() if "tagger" in self.stages else None)
        silent = {found for stage, found in _FOUND_BY.items() if stage not in self.stages}
        if silent:
            page = _without(page, silent)
        if "coreference" not in self.stages:
            return page
        told = told_of(page, next(iter(issuers(page)), None))
        return told.restored(resolve(told.page))

    def drafts(self, page: Page) -> tuple[Page, tuple[Draft, ...], tuple[Refusal, ...]]:
        """What layout, descriptions and sentences of a page say, and what was refused by modality; with the page as the layout
        completes it (persons that only a contact block names)."""
        from telegrapher.extraction.subjects import told_again

        told = told_again(page)
        page, drafts, refused = self._drafts(told.page)
        return told.restored(page), told.drafts(page, drafts), told.refusals(page, refused)

    def _drafts(self, page: Page) -> tuple[Page, tuple[Draft, ...], tuple[Refusal, ...]]:
        from telegrapher.extraction.frames import read_sentences
        from telegrapher.extraction.layout import read_layout
        from telegrapher.extraction.surface import (
            bought_of_owner,
            read_adopted,
            read_continued,
            read_makers,
            read_pairs,
            read_rows,
            read_shares,
            read_sites,
            read_supply,
            read_traits,
            read_tried,
            read_unsaid,
            with_only_supplier,
            with_roles,
            with_things,
            with_trades,
            without_own,
            without_own_capacity,
            without_strangers,
        )

        page, refused = with_roles(with_things(page)), tuple[Refusal, ...]()
        drafts: list[Draft] = [*described(page), *parts(page), *houses(page)]
        if "lists" in self.stages:
            page, listed = read_layout(page)
            drafts.extend((*listed, *read_rows(page), *read_shares(page)))
        if "syntax" in self.stages:
            said, refused = read_sentences(page)
            drafts = list(without_own([*drafts, *said, *read_adopted(page, refused)]))
            if "lists" in self.stages:
                listed, unlisted = told_by_lists(page)
                drafts, refused = [*drafts, *listed], (*refused, *unlisted)
            makers = [*read_makers(page, drafts)]
            page = with_trades(retyped(page, drafts + makers) if makers else page, drafts + makers)
            drafts = list(without_own([*drafts, *makers]))
            drafts.extend(read_supply(page, drafts, refused))
            drafts.extend((*read_traits(page, drafts), *read_pairs(page), *read_sites(page, drafts, refused)))
            drafts.extend((*read_unsaid(page, tuple(drafts)), *read_tried(page, drafts)))
            known = without_own_capacity([*drafts, *read_continued(page, drafts)])
            drafts = list(with_only_supplier(page, without_strangers(page, known)))
            drafts.extend(bought_of_owner(page, drafts))
        return retyped(page, drafts), tuple(drafts), refused


def told_by_lists(page: Page) -> tuple[tuple[Draft, ...], tuple[Refusal, ...]]:
    """What lists say with their leads, read as sentences; and what was refused."""
    from telegrapher.extraction.frames import read_sentences
    from telegrapher.extraction.layout import read_lines
    from telegrapher.extraction.surface import read_rows, read_sites

    lists = lists_of(page)
    if lists is None:
        return (), ()
    said, refused = read_sentences(lists.page)
    drafts = [*said, *read_lines(lists.page), *read_rows(lists.page)]
    drafts.extend(read_sites(lists.page, drafts, refused))
    return tuple(lists.apart(drafts)), tuple(lists.refusals(refused))


def described(page: Page) -> Iterable[Draft]:
    """`operates` from "X's network": the words that describe it name its owner, too."""
    for mention in page.mentions:
        referent = page.referents[mention.key]
        owners = [key for name, key in referent.hints if name == "owner" and key in page.referents]
        sentence = page.sentence_at(mention.span.start)
        if mention.found is not Found.DESCRIPTION or not owners or sentence is None or _supplies(page, owners[0]):
            continue
        beside = [m for m in page.mentions_in(sentence.span) if m.key == owners[0]]
        owner = Mention(mention.span, mention.text, page.referents[owners[0]].type, owners[0], Found.DESCRIPTION)
        owner = min(beside, key=lambda m: abs(m.span.start - mention.span.start), default=owner)
        planned = (("status", "planned"),) if _yet_to_come(page, owner, mention) else ()
        yield Draft(owner, "operates", mention, (sentence.span,), "described-network", planned)


def parts(page: Page) -> Iterable[Draft]:
    """`partOf` from "its eastern leg", "Ring Three": a leg belongs to the line that its text is about; and from the name of a
    cable in that of its end, "Orin" in "Orin West"."""
    from telegrapher.extraction.names.text.words import ends

    seen: set[str] = set()
    cables = {fold(one.name): key for key, one in page.referents.items() if one.type == "Cable"}
    for mention in page.mentions:
        wholes = [key for name, key in page.referents[mention.key].hints if name == "whole" and key in page.referents]
        if page.type_of(mention) == "Cable" and not wholes:
            stem, _, end = fold(page.referents[mention.key].name).rpartition(" ")
            wholes = [cables[stem]] if stem in cables and end in ends() else []
        sentence = page.sentence_at(mention.span.start)
        if not wholes or mention.key in seen or sentence is None:
            continue
        seen.add(mention.key)
        lines = [m for m in page.mentions if m.key == wholes[0]]
        if lines:
            near = min(lines, key=lambda m: abs(m.span.start - mention.span.start))
            yield Draft(mention, "partOf", near, (sentence.span,), "described-part")


_HOUSED = frozenset({"Facility", "Network"})
_HOSTS = frozenset({"DataCenterOperator", "Carrier", "Organization", "ContentProvider"})


def houses(page: Page) -> Iterable[Draft]:
    """`operates` from the name right before a facility's, or at its start: "the Telco LX1 data centre", "its Lagos campus"."""
    hosts = {
        fold(form): key
        for key, one in page.referents.items()
        if one.type in _HOSTS
        for form in (one.name, *one.aliases)
        if form[:1].isupper()
    }
    ends = {m.span.end: m for m in page.mentions if page.type_of(m) in _HOSTS}
    seen: set[str] = set()
    for mention in page.mentions:
        sentence = page.sentence_at(mention.span.start)
        if page.type_of(mention) not in _HOUSED or mention.key in seen or sentence is None or sentence.zone is ZoneKind.NOISE:
            continue
        if (owner := _possessor(page, ends, mention)) is not None:
            seen.add(mention.key)
            yield Draft(owner, "operates", mention, (sentence.span,), "named-possession")
            continue
        if page.type_of(mention) != "Facility":
            continue
        owner = ends.get(mention.span.start - 1)
        words = fold(mention.text).split()
        opening = (" ".join(words[:size]) for size in range(len(words) - 1, 0, -1))
        key = next((hosts[form] for form in opening if form in hosts), None)
        if owner is None and key is not None:
            owner = Mention(mention.span, mention.text, page.referents[key].type, key, Found.DESCRIPTION)
        if owner is not None and owner.key != mention.key:
            seen.add(mention.key)
            yield Draft(owner, "operates", mention, (sentence.span,), "named-after-host")


def _possessor(page: Page, ends: Mapping[int, Mention], mention: Mention) -> Mention | None:
    """Whose a named network or house is called right before it: "X's Alpha network"."""
    for sign in ("'s ", "’s ", "' ", "’ "):
        start = mention.span.start - len(sign)
        if page.release.text.startswith(sign, start) and start in ends:
            return ends[start]
    return None


def _yet_to_come(page: Page, owner: Mention, network: Mention) -> bool:
    """Whether the words from a network's owner to the network tell of the future: "X will build and run the access networks"."""
    from telegrapher.extraction.modality import rules

    words = page.release.text[owner.span.end : network.span.start].lower().split()
    return not set(rules()["auxiliaries"]["planned"]).isdisjoint(words)


def _supplies(page: Page, key: str) -> bool:
    return page.referents[key].type == "Vendor" and bool(page.referents[key].candidates)


def _without(page: Page, silent: set[Found]) -> Page:
    kept = tuple(mention for mention in page.mentions if mention.found not in silent)
    keys = {mention.key for mention in kept}
    return replace(page, mentions=kept, referents={key: r for key, r in page.referents.items() if key in keys})
