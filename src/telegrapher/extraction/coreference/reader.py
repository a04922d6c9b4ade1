"""What "the company", "it", "we", "the system" mean, by type, zone and nearness; or nothing, which is a value too."""

from __future__ import annotations

import re

from telegrapher.extraction.coreference.background import employers, issuers, organisations
from telegrapher.extraction.coreference.binding import acted_on, of_subject, several
from telegrapher.extraction.coreference.expressions import is_impersonal, rules
from telegrapher.extraction.coreference.memory import Memory
from telegrapher.extraction.coreference.networks import Networks
from telegrapher.extraction.coreference.owned import of_its_owner
from telegrapher.extraction.coreference.spotting import NETWORKS, spot
from telegrapher.extraction.coreference.ventures import venture
from telegrapher.extraction.page import Page, Sentence
from telegrapher.model import Found, Mention, Referent, Span, ZoneKind
from telegrapher.vocabulary import vocabulary

__all__ = ["Reader"]


_TOLD_BY_ISSUER = frozenset({ZoneKind.LEAD, ZoneKind.BODY})
"""Zones in which "we", outside quotes, is whoever issues the release."""

_TOLD_OF = re.compile(
    r"\b(?:is|are|was|were|became|become|remain|remains) "
    r"(?:all |both |now |also |today |already |among |(?:one|two|three|four|five|six|some|several|many) of )*$"
)
"""Before what somebody is said to be: in "A and B are its units" they are another's."""

_VENTURES = frozenset({"joint venture", "jv"})
"""Nouns that mean a company only if the text tells of one as such."""

_ITS_CABLE = re.compile(r" (?:of|behind|for|on|that (?:owns|built|builds|is building|operates|runs|will (?:own|build))) (?:the )?")
"""What tells the cable of "the consortium" right behind it."""

_WHOLE = frozenset({"cable", "system", "plant"})
"""Nouns by which a leg or branch is not called, but what it belongs to."""


_ASIDE = re.compile(r" \((?:[a-z]+ ){0,3}|,? (?:and|with|together with|along with|alongside|through|via) ")
"""What stands between a name and "its" that is bound to it: "Acme (under its ...)", "Acme and its partner"."""
_FRONTING = re.compile(
    r"(?:Together with|Along with|With|Through|Alongside|Besides|Like|Unlike|By (?:buying|acquiring|taking over)"
    r"|(?:An?|The) (?:[a-z-]+ ){0,5}?(?:subsidiary|unit|arm|division|affiliate|offshoot|member|part|branch) of) (?:the )?"
)
"""What opens a sentence with a name that is not what the sentence is about."""


class Reader:
    """Goes through a page sentence by sentence and remembers what was named; lives for one call of `resolve`."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.memory = Memory(page)
        self.networks = Networks(page, self.memory, self._speaker)
        self.made: list[Mention] = []
        self.employers = employers(page)
        self.first = issuers(page)

    @property
    def referents(self) -> dict[str, Referent]:
        """What the page names, with the networks and consortia that only descriptions name."""
        return self.memory.referents

    def read(self, sentence: Sentence) -> None:
        """Resolve the references of one sentence, left to right, then remember its names."""
        self.memory.step(sentence)
        named = list(self.page.mentions_in(sentence.span))
        for span, text, match in spot(self.page, self.referents, sentence, named):
            found = self._resolve(sentence, span, text, match, named)
            if found is not None:
                self.made.append(found)
                self._owns(found, named)
                named.append(found)
        self.memory.remember(named)

    def _owns(self, found: Mention, named: list[Mention]) -> None:
        """Tells a cable that is spoken of behind "its" or "the company's" whose it is."""
        body = self.referents[found.key]
        if body.type not in organisations() - {"Consortium"} or self.memory.supplies(found.key):
            return
        starts = {found.span.end + 1, found.span.end + 3}
        for cable in named:
            if cable.span.start in starts and cable.type == "Cable" and cable.found is Found.DESCRIPTION:
                self.referents[cable.key] = of_its_owner(self.referents[cable.key], body)

    def _resolve(self, sentence: Sentence, span: Span, kind: str, match: re.Match[str], named: list[Mention]) -> Mention | None:
        if kind in NETWORKS:
            described = self.networks.described(sentence, span, match, named)
            if described is not None or kind != "network" or match["noun"]:
                return described
            span = Span(match.start(1), match.end(1))
            kind = "pronoun"
        if kind == "noun" and match[3].lower() in _VENTURES:
            key = venture(self.page, self.referents, (*named, *(m for _, m in self.memory.seen)))
        elif kind == "noun" and match[2][:1].isupper() and match[3] in rules().data["network"]["heads"]:
            return self.networks.bare(sentence, span, match, named)
        elif kind == "noun":
            key = self._noun(sentence, span, match, named)
        elif kind == "pronoun":
            key = self._pronoun(sentence, span, self.page.release.quote(span).lower(), named)
        else:
            key = self._pair(span, match[1].lower(), named)
        if key is None:
            bare = kind == "noun" and match[3].lower() in rules().data["network"]["heads"] and match[1].lower() == "the"
            return self.networks.bare(sentence, span, match, named) if bare else None
        if kind == "noun" and any(map(str.isdigit, match[2])):
            span = Span(match.start(3), match.end(3))
        return Mention(span, self.page.release.quote(span), self.referents[key].type, key, Found.REFERENCE)

    def _noun(self, sentence: Sentence, span: Span, match: re.Match[str], named: list[Mention]) -> str | None:
        noun = rules().nouns[match[3].lower()]
        if match[3].lower() == "consortium":
            return self._consortium(span, named)
        bodies = noun.types | noun.otherwise
        if noun.issuer and self._is_styled(sentence, match, bodies):
            return self.first[0]
        if ("Product" in noun.types and self._is_somebodys(span)) or (match[2] and match[3].lower() in rules().data["bare"]):
            return None
        named = self._others(span, bodies, named)
        if owner := self.memory.owner(sentence, bodies):
            return owner
        named = self._unfronted(sentence, span, named) if noun.issuer else named
        if "Investor" in noun.otherwise and (key := self.memory.nearest(span, bodies, 0, named, firsts=True)):
            return key
        return self._told(sentence, span, match, named)

    def _told(self, sentence: Sentence, span: Span, match: re.Match[str], named: list[Mention]) -> str | None:
        """What a noun means by what was told before; else whoever issues the release, if that fits."""
        noun = rules().nouns[match[3].lower()]
        bodies = noun.types | noun.otherwise
        whole = match[3].lower().split()[-1] in _WHOLE
        for types in (noun.types, noun.otherwise):
            if not types:
                continue
            owner = self.memory.owner(sentence, bodies)
            if owner:
                return owner
            reach = 10_000 if noun.far else int(rules().data["reach"]["noun"])
            key = self.memory.called_so(match[3].lower(), span, types, named)
            key = key or (self._paragraph(sentence, span, types, named) if noun.issuer else None)
            key = key or self.memory.nearest(span, types, reach, named, firsts=noun.issuer, barring="parts" if whole else "")
            if key:
                return key
        if noun.alone:
            return self.memory.only_cable()
        if noun.issuer:
            fit = [key for key in self.first if self.referents[key].type in bodies]
            return fit[0] if len(fit) == 1 else None
        return None

    def _is_somebodys(self, span: Span) -> bool:
        """Whether "of" and a company follow: "the portfolio of X" is none that was spoken of before."""
        text = self.page.release.text
        start = span.end + len(" of ")
        behind = self.page.mentions_in(Span(start, start + 80)) if text.startswith(" of ", span.end) else ()
        return any(m.span.start == start and self.referents[m.key].type in organisations() for m in behind[:1])

    def _is_styled(self, sentence: Sentence, match: re.Match[str], bodies: frozenset[str]) -> bool:
        """Whether a capital makes it what the issuer calls itself: "the Group has acquired X"."""
        styled = match[3][0].isupper() and match[1] == "the" and not match[3].isupper() and not match[2]
        return styled and sentence.zone in _TOLD_BY_ISSUER and bool(self.first) and self.referents[self.first[0]].type in bodies

    def _others(self, span: Span, types: frozenset[str], named: list[Mention]) -> list[Mention]:
        """The names of a sentence without who deals with what is referred to."""
        here = [m for m in named if self.referents[m.key].type in types and m.span.end <= span.start]
        gone = acted_on(self.page, here, span)
        return [m for m in named if m.key not in gone] if gone else named

    def _paragraph(self, sentence: Sentence, span: Span, types: frozenset[str], named: list[Mention]) -> str | None:
        """Who issues the release, if this paragraph opened with it and no other was named in this sentence so far."""
        text = self.page.release.text
        start = text.rfind("\n", 0, sentence.span.start) + 1
        if start == sentence.span.start or any(
            m.span.end <= span.start and self.referents[m.key].type in organisations() for m in named
        ):
            return None
        opening = self.page.sentence_at(start)
        first = (
            next((m for m in self.page.mentions_in(opening.span) if self.referents[m.key].type in organisations()), None)
            if opening
            else None
        )
        if first is None or first.key not in self.first or self.referents[first.key].type not in types:
            return None
        return first.key

    def _pair(self, span: Span, word: str, named: list[Mention]) -> str | None:
        """What "the former" and "the latter" mean: of the organisations named together the first of two, and the last."""
        bodies = organisations()
        keys = [m.key for m in sorted(named) if m.span.end <= span.start and self.referents[m.key].type in bodies]
        if len(set(keys)) < 2:
            keys = [m.key for n, m in self.memory.recent(1) if n < self.memory.number and self.referents[m.key].type in bodies][
                ::-1
            ]
        distinct = tuple(dict.fromkeys(keys))
        if len(distinct) < 2 or (word == "former" and len(distinct) > 2):
            return None
        return distinct[0] if word == "former" else distinct[-1]

    def _consortium(self, span: Span, named: list[Mention]) -> str | None:
        """The consortium named before, or that of the cable which the release is about."""
        told = _ITS_CABLE.match(self.page.release.text, span.end)
        cable = next((m.key for m in self.page.mentions if told and m.span.start == told.end() and m.type == "Cable"), None)
        known = None if cable else self.memory.nearest(span, frozenset({"Consortium"}), 10_000, named, firsts=False)
        if known:
            return known
        cable = cable or self.memory.nearest(span, frozenset({"Cable"}), 10_000, named, firsts=True)
        if cable is None:
            return None
        key = f"c-{cable}"
        name = f"{self.referents[cable].name} consortium"
        self.referents.setdefault(key, Referent(key, "Consortium", name, ("consortium",), (), (("cable", cable),)))
        return key

    def _pronoun(self, sentence: Sentence, span: Span, word: str, named: list[Mention]) -> str | None:
        if word not in rules().kinds:
            return None
        kind, types = rules().kinds[word]
        if kind == "we":
            return self._speaker(sentence, span)
        if kind == "it" and is_impersonal(self.page.release.text, span):
            return None
        if kind == "it" and (key := self._by_verb(sentence, span, types, named)):
            return key
        if kind == "it":
            named = self._unfronted(sentence, span, named)
        here = [m for m in named if m.span.end <= span.start and self.referents[m.key].type in organisations()]
        named_last = here[-1] if here and here[-1].found is not Found.REFERENCE else None
        if kind == "its" and named_last and _ASIDE.fullmatch(self.page.release.text, named_last.span.end, span.start):
            return named_last.key
        bound = of_subject(self.page, here, span, self.referents) if kind == "its" else None
        if (
            kind == "its"
            and here
            and _TOLD_OF.search(self.page.release.text, max(sentence.span.start, span.start - 30), span.start)
        ):
            bound, named = self.memory.owner(sentence, types), [m for m in named if m not in here]
        elif kind in ("its", "it") and several(self.page, here, span):
            bound, named = None, [m for m in named if m not in here]
        elif bound is None and kind == "its" and self._of_organisation(span):
            types = types & organisations()
            bound = self.memory.owner(sentence, types)
        return bound or self.memory.nearest(span, types, int(rules().data["reach"][kind]), named, firsts=kind != "person")

    def _by_verb(self, sentence: Sentence, span: Span, types: frozenset[str], named: list[Mention]) -> str | None:
        """What "it" means where its verb tells of what type it is."""
        likely = self._likely(sentence, span, types)
        if not likely:
            return None
        spoken = self._spoken_of(span, named) if likely <= organisations() else None
        return spoken or self.memory.nearest(span, likely, int(rules().data["reach"]["line"]), named, firsts=True)

    def _spoken_of(self, span: Span, named: list[Mention]) -> str | None:
        """Who "the company" was in the clause right before: "because the company knew the land: it opened"."""
        last = max((m for m in named if m.span.end <= span.start and self.referents[m.key].type in organisations()), default=None)
        return last.key if last is not None and last.found is Found.REFERENCE and last.text[:4].lower() == "the " else None

    def _unfronted(self, sentence: Sentence, span: Span, named: list[Mention]) -> list[Mention]:
        """The names without one that only opens the sentence behind a preposition: in "With Acme it gains" it is somebody else."""
        before = [m for m in named if m.span.end <= span.start]
        if (
            len(before) != 1
            or not self.memory.said_before(organisations())
            or self.referents[before[0].key].type not in organisations()
        ):
            return named
        text = self.page.release.text
        fronted = _FRONTING.fullmatch(text[sentence.span.start : before[0].span.start])
        behind = text[before[0].span.end : span.start]
        return [m for m in named if m is not before[0]] if fronted and behind in (" ", ", ") else named

    def _likely(self, sentence: Sentence, span: Span, types: frozenset[str]) -> frozenset[str]:
        """The types that the verb beside "it" asks for: what stretches is a line, what is laid a cable."""
        text = self.page.release.text
        for choice in rules().choices:
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
        return not set(rules().data["of_organisations"]).isdisjoint(words)

    def _speaker(self, sentence: Sentence, span: Span) -> str | None:
        zone = self.page.release.zone_at(span.start)
        if (zone is None or zone.kind is not ZoneKind.QUOTE) and sentence.zone in _TOLD_BY_ISSUER:
            return self.first[0] if self.first else None
        if zone is not None and zone.kind is ZoneKind.QUOTE and zone.owner:
            key = self.memory.by_name(zone.owner)
            if key is not None and vocabulary().is_a(self.referents[key].type, "Organization"):
                return key
            return self.employers.get(key) if key else None
        if sentence.zone is ZoneKind.ABOUT and sentence.owner:
            return self.memory.by_name(sentence.owner)
        return None
