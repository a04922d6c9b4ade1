"""What "the company", "it", "we", "the system" mean, by type, zone and nearness; or nothing, which is a value too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, takewhile

from telegrapher.extraction.coreference.background import employers, issuers, organisations
from telegrapher.extraction.coreference.expressions import (
    PAIR,
    RELATIVE,
    introduces,
    is_coordinated,
    is_impersonal,
    is_predicative,
    rules,
    without_figures,
)
from telegrapher.extraction.names import describe_network
from telegrapher.extraction.page import Page, Sentence
from telegrapher.model import Found, Mention, Referent, Span, ZoneKind, fold
from telegrapher.vocabulary import vocabulary

__all__ = ["SILENT", "Reader"]

SILENT = frozenset({ZoneKind.DISCLAIMER, ZoneKind.NOISE, ZoneKind.CONTACT})
"""Zones in which nothing refers."""


_INSIDE = frozenset({"Place", "Technology"})
"""Types of names that may stand inside a reference to another thing."""

_HELD_WITHIN = 32
"""Characters between a network and its owner in "network owned and operated by X"."""

_TOLD_BY_ISSUER = frozenset({ZoneKind.LEAD, ZoneKind.BODY})
"""Zones in which "we", outside quotes, is whoever issues the release."""

_CARRIER = frozenset({"Carrier"})

_RELATIVE_THAT = re.compile(r" (?:that|which) ")

_LINES = frozenset({"Cable", "Network"})
_WHOLE = frozenset({"cable", "system", "plant"})
"""Nouns by which a leg or branch is not called, but what it belongs to."""

_SHAPES = frozenset({"ring", "route", "link", "loop", "leg", "branch", "spur", "segment", "backbone", "trunk"})
"""Nouns that tell one line from another: a ring is no branch."""

_GENERATION = re.compile(r"[2-6]G", re.IGNORECASE)

_UNITS = frozenset({"mile", "miles", "km", "kilometer", "kilometre", "route"})


class Reader:
    """Goes through a page sentence by sentence and remembers what was named; lives for one call of `resolve`."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.rules = rules()
        self.referents: dict[str, Referent] = dict(page.referents)
        self.made: list[Mention] = []
        self.seen: list[tuple[int, Mention]] = []
        self.number = 0
        self.employers = employers(page)
        self.first = issuers(page)

    def read(self, sentence: Sentence) -> None:
        """Resolve the references of one sentence, left to right, then remember its names."""
        self.number += 1
        named = list(self.page.mentions_in(sentence.span))
        for span, text, match in self.references(sentence, named):
            found = self._resolve(sentence, span, text, match, named)
            if found is not None:
                self.made.append(found)
                named.append(found)
        self.seen.extend((self.number, mention) for mention in sorted(named))

    def references(self, sentence: Sentence, named: Sequence[Mention]) -> Iterator[tuple[Span, str, re.Match[str]]]:
        """The words of a sentence that are of the shape to refer to something, beside those that are names already."""
        text = self.page.release.text
        taken = [mention.span for mention in named]
        inside = [mention.span for mention in named if self.referents[mention.key].type in _INSIDE]
        found: list[tuple[Span, str, re.Match[str]]] = []
        for kind, pattern in (
            ("network", self.rules.network),
            ("kept", self.rules.kept),
            ("held", self.rules.held),
            ("fibred", self.rules.fibred),
            ("pair", PAIR),
            ("noun", self.rules.phrase),
            ("pronoun", self.rules.pronoun),
        ):
            for match in pattern.finditer(text, sentence.span.start, sentence.span.end):
                span = (
                    Span(match.start("between"), match.end())
                    if kind in ("kept", "held", "fibred")
                    else Span(match.start(), match.end())
                )
                inner = (
                    match.span("between")
                    if kind in ("network", "kept", "held", "fibred")
                    else match.span(2)
                    if kind == "noun"
                    else None
                )
                within = [one for one in inside if inner and inner[0] <= one.start and one.end <= inner[1]]
                if not any(span.overlaps(other) and other not in within for other in taken) and self._sound(kind, match):
                    if within and not self._may_hold(kind, match):
                        continue
                    if within:
                        span = Span(match.start("head") if kind != "noun" else match.start(3), match.end())
                    taken.append(span)
                    found.append((span, kind, match))
        yield from sorted(found, key=lambda item: item[0])

    def _may_hold(self, kind: str, match: re.Match[str]) -> bool:
        """Whether a reference may hold a name: "the Kansas carrier" (only of organisations), "an Ethernet network"."""
        return kind != "noun" or self.rules.nouns[match[3].lower()].types <= organisations()

    def _sound(self, kind: str, match: re.Match[str]) -> bool:
        """Whether the words are of the shape that refers to something named."""
        data = self.rules.data
        if kind in ("pronoun", "pair"):
            return True
        if kind in ("network", "kept", "held", "fibred"):
            return not set(match["between"].lower().replace(",", " ").split()) & set(data["network"]["not_between"])
        between = match[2].lower().replace(",", " ").split()
        text = self.page.release.text
        after = text[match.end() : match.end() + 24]
        if re.match(r" [A-Z]", after) and match[3].lower() not in data["before_names"]:
            return False
        after = after.lower()
        if match[3].lower() in data["predicates"] and (
            re.match(r" (?:for|of|to|behind)\b", after) or is_predicative(text, match.start())
        ):
            return False
        if (
            set(between) & set(data["not_between"])
            or (match[1].lower() == "its")
            or (between and introduces(self.page, self.referents, match))
        ):
            return False
        return not re.match(rf" (?:{'|'.join(data['not_before'])})\b", after)

    def _resolve(self, sentence: Sentence, span: Span, kind: str, match: re.Match[str], named: list[Mention]) -> Mention | None:
        if kind in ("network", "kept", "held", "fibred"):
            described = self._network(sentence, span, match, named)
            if described is not None or kind != "network" or match["noun"]:
                return described
            span = Span(match.start(1), match.end(1))
            kind = "pronoun"
        if kind == "noun":
            key = self._noun(sentence, span, match, named)
        elif kind == "pronoun":
            key = self._pronoun(sentence, span, self.page.release.quote(span).lower(), named)
        else:
            key = self._pair(span, match[1].lower(), named)
        if key is None:
            bare = kind == "noun" and match[3].lower() in self.rules.data["network"]["heads"] and match[1].lower() == "the"
            return self._bare_network(sentence, span, match, named) if bare else None
        if kind == "noun" and any(map(str.isdigit, match[2])):
            span = Span(match.start(3), match.end(3))
        return Mention(span, self.page.release.quote(span), self.referents[key].type, key, Found.REFERENCE)

    def _noun(self, sentence: Sentence, span: Span, match: re.Match[str], named: list[Mention]) -> str | None:
        noun = self.rules.nouns[match[3].lower()]
        if match[3].lower() == "consortium":
            return self._consortium(span, named)
        if "Investor" in noun.otherwise and (key := self._nearest(span, noun.types | noun.otherwise, 0, named, firsts=True)):
            return key
        whole = match[3].lower().split()[-1] in _WHOLE
        for types in (noun.types, noun.otherwise):
            if not types:
                continue
            owner = self._owner(sentence, types)
            if owner:
                return owner
            reach = 10_000 if noun.far else int(self.rules.data["reach"]["noun"])
            key = self._called_so(match[3].lower(), span, types, reach, named)
            key = key or self._nearest(span, types, reach, named, firsts=noun.issuer, barring="parts" if whole else "")
            if key:
                return key
        if noun.issuer:
            fit = [key for key in self.first if self.referents[key].type in noun.types | noun.otherwise]
            return fit[0] if len(fit) == 1 else None
        return None

    def _pair(self, span: Span, word: str, named: list[Mention]) -> str | None:
        """What "the former" and "the latter" mean: of the last two organisations named together."""
        bodies = organisations()
        keys = [m.key for m in sorted(named) if m.span.end <= span.start and self.referents[m.key].type in bodies]
        if len(set(keys)) < 2:
            keys = [m.key for n, m in self._recent(1) if n < self.number and self.referents[m.key].type in bodies][::-1]
        distinct = tuple(dict.fromkeys(keys))
        if len(distinct) != 2:
            return None
        return distinct[0] if word == "former" else distinct[1]

    def _consortium(self, span: Span, named: list[Mention]) -> str | None:
        """The consortium named before, or that of the cable which the release is about."""
        known = self._nearest(span, frozenset({"Consortium"}), 10_000, named, firsts=False)
        if known:
            return known
        cable = self._nearest(span, frozenset({"Cable"}), 10_000, named, firsts=True)
        if cable is None:
            return None
        key = f"c-{cable}"
        name = f"{self.referents[cable].name} consortium"
        self.referents.setdefault(key, Referent(key, "Consortium", name, ("consortium",), (), (("cable", cable),)))
        return key

    def _pronoun(self, sentence: Sentence, span: Span, word: str, named: list[Mention]) -> str | None:
        if word not in self.rules.kinds:
            return None
        kind, types = self.rules.kinds[word]
        if kind == "we":
            return self._speaker(sentence, span)
        if kind == "it" and is_impersonal(self.page.release.text, span):
            return None
        if kind == "it" and (likely := self._likely(sentence, span, types)):
            key = self._nearest(span, likely, int(self.rules.data["reach"]["line"]), named, firsts=True)
            if key is not None:
                return key
        if kind == "its" and self._of_organisation(span):
            types = types & organisations()
            if owner := self._owner(sentence, types):
                return owner
        return self._nearest(span, types, int(self.rules.data["reach"][kind]), named, firsts=kind != "person")

    def _likely(self, sentence: Sentence, span: Span, types: frozenset[str]) -> frozenset[str]:
        """The types that the verb beside "it" asks for: what stretches is a line, what is laid a cable."""
        text = self.page.release.text
        for choice in self.rules.choices:
            after = choice.after is not None and choice.after.match(text, span.end, sentence.span.end)
            if after or (
                choice.before is not None and choice.before.search(text[max(sentence.span.start, span.start - 40) : span.start])
            ):
                return types & choice.types
        return frozenset()

    def _of_organisation(self, span: Span) -> bool:
        """Whether what is called somebody's can only be an organisation's ("its headquarters")."""
        after = self.page.release.text[span.end : span.end + 80].lower()
        words = re.split(r"[^\w'-]+", re.split(r"[.,;:()]", after)[0])[:6]
        return not set(self.rules.data["of_organisations"]).isdisjoint(words)

    def _owner(self, sentence: Sentence, types: frozenset[str]) -> str | None:
        """The organisation that an About block is about."""
        if sentence.zone is not ZoneKind.ABOUT or not sentence.owner:
            return None
        key = self._by_name(sentence.owner)
        return key if key and self.referents[key].type in types else None

    def _by_name(self, name: str) -> str | None:
        wanted = fold(name)
        for key, referent in self.referents.items():
            if wanted in (fold(form) for form in (referent.name, *referent.aliases)):
                return key
        return None

    def _speaker(self, sentence: Sentence, span: Span) -> str | None:
        zone = self.page.release.zone_at(span.start)
        if (zone is None or zone.kind is not ZoneKind.QUOTE) and sentence.zone in _TOLD_BY_ISSUER:
            return self.first[0] if self.first else None
        if zone is not None and zone.kind is ZoneKind.QUOTE and zone.owner:
            key = self._by_name(zone.owner)
            if key is not None and vocabulary().is_a(self.referents[key].type, "Organization"):
                return key
            return self.employers.get(key) if key else None
        if sentence.zone is ZoneKind.ABOUT and sentence.owner:
            return self._by_name(sentence.owner)
        return None

    def _recent(self, reach: int) -> Iterator[tuple[int, Mention]]:
        """What was named in so many sentences before this one, last first, each with the sentence's number."""
        for number, mention in reversed(self.seen):
            if number < self.number - reach:
                return
            yield number, mention

    def _nearest(
        self, span: Span, types: frozenset[str], reach: int, named: list[Mention], *, firsts: bool, barring: str = ""
    ) -> str | None:
        """The likeliest of the things named before: first of this sentence, else first of the nearest sentence before."""
        here = [m for m in sorted(named) if m.span.end <= span.start and self.referents[m.key].type in types]
        tests = {"suppliers": self._supplies, "parts": self._is_part}
        barred: Callable[[str], bool] = tests[barring] if barring else lambda key: False
        here += [owner for m in sorted(named) if m.span.end <= span.start for owner in self._owner_of(m, types)]
        beside = {m.key for m in here if is_coordinated(self.page.release.text[m.span.end : span.start])}
        here = [m for m in here if m.key not in beside and not barred(m.key)]
        if here:
            relative = RELATIVE.search(self.page.release.text[here[0].span.end : span.start])
            return here[0].key if firsts and not relative else self._last_before(here, span)
        near = ((n, m) for n, m in self._recent(reach) if m.key not in beside and self.referents[m.key].type in types)
        before = ((n, m) for n, m in near if not barred(m.key))
        number, last = next(before, (0, None))
        if last is None or not firsts:
            return last.key if last else None
        return self._topic([last, *(m for _, m in takewhile(lambda one: one[0] == number, before))][::-1])

    def _called_so(self, head: str, span: Span, types: frozenset[str], reach: int, named: list[Mention]) -> str | None:
        """The last line whose name or description ends in the noun: "the ring" is a ring, if one was spoken of."""
        if types.isdisjoint(_LINES) or head not in _SHAPES:
            return None
        here = [m for m in sorted(named) if m.span.end <= span.start]
        before = chain(reversed(here), (m for _, m in self._recent(reach)))
        lines = (m for m in before if self.referents[m.key].type in _LINES)
        return next((m.key for m in lines if self.referents[m.key].name.lower().endswith(f" {head}")), None)

    def _is_part(self, key: str) -> bool:
        """Whether a line is only a leg or branch of one."""
        return any(name == "whole" for name, _ in self.referents[key].hints)

    def _owner_of(self, mention: Mention, types: frozenset[str]) -> list[Mention]:
        """Who is named by "its network" at the place where that stands."""
        keys = [key for name, key in self.referents[mention.key].hints if name == "owner" and key in self.referents]
        if mention.found is not Found.DESCRIPTION or not keys or self.referents[keys[0]].type not in types:
            return []
        return [replace(mention, key=keys[0], type=self.referents[keys[0]].type)]

    def _topic(self, mentions: list[Mention]) -> str:
        """What a sentence is about: the first thing named in it that is not there as an owner only."""
        text = self.page.release.text
        starts = {m.span.start for m in mentions}
        owners = {m for m in mentions if text[m.span.end : m.span.end + 1] in ("'", "’") or m.span.end + 1 in starts}
        plain = [m for m in mentions if m not in owners or m.found is Found.REFERENCE]
        return (plain or mentions)[0].key

    def _last_before(self, here: list[Mention], span: Span) -> str:
        """The name that a relative clause around `span` is about: the last before its "which"; else the last at all."""
        text = self.page.release.text
        for mention in reversed(here):
            if RELATIVE.search(text[mention.span.end : span.start]):
                return mention.key
        return here[-1].key

    def _network(self, sentence: Sentence, span: Span, match: re.Match[str], named: list[Mention]) -> Mention | None:
        parts = match.groupdict()
        bodies = organisations() - {"AwardBody"}
        if "noun" not in parts and self._explains_line(match.start("between"), named):
            return None
        if "noun" not in parts:
            leading = match.re is self.rules.fibred and match[0][:5].lower() == "with "
            owner = self._keeper(span, named, bodies, after=match.re is self.rules.held or leading)
        elif match[1].lower() == "our":
            owner = self._speaker(sentence, span)
        elif match[1].lower() == "whose":
            owner = self._keeper(span, named, bodies, after=False)
        elif match[1].lower() == "their":
            owner = None
        elif parts["noun"] is None:
            owner = self._owner(sentence, bodies) or self._nearest(span, bodies, 3, named, firsts=True, barring="suppliers")
        else:
            noun = self.rules.nouns[parts["noun"].lower()]
            types = (noun.types | noun.otherwise) & bodies
            owner = self._owner(sentence, types) or self._nearest(span, types, 4, named, firsts=True)
        if owner is None or self._supplies(owner):
            return None
        head = "fiber network" if match.re is self.rules.fibred else parts["head"].lower()
        key = self._described(owner, "" if match.re is self.rules.fibred else parts["between"], head)
        span = without_figures(self.page.release.text, span)
        return Mention(span, self.page.release.quote(span), "Network", key, Found.DESCRIPTION)

    def _explains_line(self, start: int, named: list[Mention]) -> bool:
        """Whether a description only explains the line named before its comma: "X, the network that Y runs"."""
        before = re.search(r"(?:, | \()(?:an?|the|one of the) $", self.page.release.text[:start][-16:])
        ends = start - len(before[0]) if before else -1
        return any(m.span.end == ends and self.referents[m.key].type in _LINES for m in named)

    def _bare_network(self, sentence: Sentence, span: Span, match: re.Match[str], named: list[Mention]) -> Mention | None:
        """ "The network" of which something is told as of a line, where no network is known: that of the carrier nearest before."""
        between = set(match[2].lower().replace(",", " ").split())
        if between & set(self.rules.data["network"]["not_bare"]) or any(map(str.isdigit, match[2])):
            return None
        if not self.rules.told.match(self.page.release.text, match.end(), sentence.span.end):
            return None
        owner = self._owner(sentence, _CARRIER) or self._nearest(span, _CARRIER, 3, named, firsts=True)
        if owner is None:
            return None
        key = self._described(owner, match[2], match[3].lower())
        return Mention(span, self.page.release.quote(span), "Network", key, Found.DESCRIPTION)

    def _keeper(self, span: Span, named: list[Mention], bodies: frozenset[str], *, after: bool) -> str | None:
        """Who keeps a network: named last before "owns a network", or right after "network owned by"."""
        fit = [m for m in sorted(named) if self.referents[m.key].type in bodies]
        text = self.page.release.text
        if after:
            near = next((m for m in fit if 0 < m.span.start - span.end < _HELD_WITHIN), None)
            keeps = near and (not _RELATIVE_THAT.match(text, span.end) or self.rules.keeping.match(text, near.span.end))
            return near.key if near is not None and keeps else None
        if self.rules.for_others.match(text, span.end):
            return None
        return next((m.key for m in reversed(fit) if m.span.end <= span.start), None)

    def _supplies(self, owner: str) -> bool:
        """Whether somebody is known to make networks for others: what is called a vendor's network is hardly its own."""
        return self.referents[owner].type == "Vendor" and bool(self.referents[owner].candidates)

    def _described(self, owner: str, between: str, head: str) -> str:
        """Key of the network that an owner is said to have: known under a like description, or new."""
        words = between.replace(",", " ").split()
        last = max(
            (i for i, word in enumerate(words) if any(map(str.isdigit, word)) and not _GENERATION.fullmatch(word)), default=-1
        )
        words = [word for word in words[last + 1 :] if word.lower() not in _UNITS]
        raw = " ".join([*words, head])
        name = describe_network(self.referents[owner].name, [*words, head])
        descriptor = name[len(self.referents[owner].name) + 1 :]
        owned = [r for r in self.referents.values() if r.type == "Network" and ("owner", owner) in r.hints]
        for referent in owned:
            if fold(referent.name).endswith(fold(descriptor)):
                self._alias(referent, descriptor)
                return referent.key
        if descriptor == head and len(owned) == 1:
            return owned[0].key
        key = f"n{sum(1 for k in self.referents if k.startswith('n')) + 1}"
        plain = () if owned else (f"{self.referents[owner].name} network",)
        aliases = tuple(
            dict.fromkeys(
                form for form in (descriptor, raw, f"{self.referents[owner].name} {raw}", *plain) if form not in (name, head)
            )
        )
        self.referents[key] = Referent(key, "Network", name, aliases, (), (("owner", owner),))
        return key

    def _alias(self, referent: Referent, form: str) -> None:
        if form != referent.name and form not in referent.aliases:
            self.referents[referent.key] = replace(referent, aliases=(*referent.aliases, form))
