"""The ends of claims: found in the cited words, and tied to what the page already names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from telegrapher.extraction.page import Page
from telegrapher.model import Found, Mention, Referent, Span
from telegrapher.modelling.claims import End, shown
from telegrapher.modelling.rules import model_rules
from telegrapher.reference import normal
from telegrapher.vocabulary import vocabulary

__all__ = ["Ends", "RefusedError", "find_words", "is_form", "is_reference"]

_POSSESSIVE = re.compile(r"(?:['’`]s|(?<=s)['’`])$")


class RefusedError(Exception):
    """Why a claim, or a qualifier of it, is not believed."""


def find_words(text: str, words: str, within: Iterable[Span]) -> Span | None:
    """Where `words` first stand in one of the spans, exactly and not inside a longer word."""
    pattern = re.compile(rf"{_border(words[:1])}{re.escape(words)}{_border(words[-1:], behind=True)}")
    for span in within:
        if found := pattern.search(text, span.start, span.end):
            return Span(*found.span())
    return None


def _border(letter: str, *, behind: bool = False) -> str:
    if not letter.isalnum():
        return ""
    return r"(?![^\W_])" if behind else r"(?<![^\W_])"


def is_reference(said: str) -> bool:
    """Whether words refer to a name without being one: "it", "we", "the company", "its new owner"."""
    first, *rest = said.split() or [""]
    rules = model_rules()
    if not rest:
        return first.casefold() in rules.pronouns
    lower = all(word == word.lower() and word[0].isalpha() for word in rest)
    return first.casefold() in rules.determiners and len(rest) <= rules.after_determiner and lower


def is_form(said: str, name: str, text: str) -> bool:
    """Whether words are a form of a name: the same but for legal forms, a part of it, its initials, or defined so in the text."""
    one, other = normal(said).split(), normal(name).split()
    if one == other or _is_part(said, one, other) or _is_part(name, other, one):
        return True
    if _initials(one, other) or _initials(other, one):
        return True
    pairs = ((name, said), (said, name))
    return any(re.search(rf"{re.escape(a)}\s\([\"“'‘]?{re.escape(b)}[\"”'’]?[),;]", text) for a, b in pairs)


def _is_part(form: str, words: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether all words of a name-like form are in a row in the whole: "Nordvik" of "Nordvik Telecom", not "telecom"."""
    like_name = any(c.isupper() or c.isdigit() for c in form) or len(words) > 1
    rows = (whole[start : start + len(words)] for start in range(len(whole) - len(words) + 1))
    return like_name and bool(words) and any(list(row) == list(words) for row in rows)


def _initials(short: Sequence[str], long: Sequence[str]) -> bool:
    letters = "".join(short)
    return len(letters) > 1 and len(long) > 1 and letters == "".join(word[0] for word in long)


@dataclass(slots=True)
class Ends:
    """Finds ends on a page, and keeps what the page did not have.

    Attributes:
        page: what is known so far: the names that the rules found, or none.
        mentions: new mentions, none of which overlaps one of the page.
        referents: new referents by key.
    """

    page: Page
    mentions: list[Mention] = field(default_factory=list)
    referents: dict[str, Referent] = field(default_factory=dict)
    _forms: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _taken: list[Span] = field(default_factory=list)
    _roles: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        self._taken.extend(mention.span for mention in self.page.mentions)
        for key, referent in self.page.referents.items():
            for form in (referent.name, *referent.aliases):
                self._forms[normal(form)].append(key)

    def locate(self, end: End, cites: Sequence[Span]) -> Mention:
        """The mention of an end inside the cited words.

        Raises:
            RefusedError: it is not there, its name is not in the text, or the one cannot stand for the other.
        """
        said = _POSSESSIVE.sub("", end.said.strip()) or end.said
        text = self.page.release.text
        span = find_words(text, said, cites)
        if span is None:
            raise RefusedError(f"{shown(end.said)} is not in the cited words")
        name = _POSSESSIVE.sub("", end.name.strip()) or end.name
        whole = find_words(text, name, [Span(0, len(text))])
        if whole is None:
            raise RefusedError(f"{shown(end.name)} is no name in the text")
        if is_reference(name):
            raise RefusedError(f"{shown(end.said)} is not resolved to a name")
        refers = is_reference(said)
        if not refers and not is_form(said, name, text) and not self._named_so(span, name):
            raise RefusedError(f"{shown(end.said)} is no form of {shown(end.name)}")
        return self._mention(span, End("" if refers else said, name, end.type), whole)

    def _mention(self, span: Span, end: End, whole: Span) -> Mention:
        known = self._at(span, end) or self._called(end)
        if known is None:
            known = self._new(end)
            self._add(Mention(whole, end.name, end.type, known, Found.MODEL))
        elif end.said and known in self.referents:
            self._alias(known, end.said)
        self._roles[known].add(end.type)
        found = Found.MODEL if end.said else Found.REFERENCE
        return self._add(Mention(span, self.page.release.quote(span), end.type, known, found))

    def _at(self, span: Span, end: End) -> str | None:
        """Key of a mention of the page just here, or that ends here after its maker's name ("Lumaris L-90")."""
        if not end.said:
            return None
        near = [m for m in self.page.mentions_in(span) if m.span.end == span.end and _alike(self.page.type_of(m), end.type)]
        for mention in near:
            before = self.page.release.text[span.start : mention.span.start].strip()
            makers = [m.text for m in self.page.mentions_in(span) if m.span.start == span.start]
            if not before or before in makers:
                return mention.key
        return None

    def _called(self, end: End) -> str | None:
        """Key of what goes by the name: of a like type, or of another if the reference data knows it so."""
        keys = self._forms.get(normal(end.name), ())
        alike = [key for key in keys if _alike(self.type_of(key), end.type)]
        listed = [key for key in keys if key in self.page.referents and self.page.referents[key].candidates]
        return next(iter(alike or listed), None)

    def type_of(self, key: str) -> str:
        """Type of a referent, old or new."""
        return (self.referents.get(key) or self.page.referents[key]).type

    def _named_so(self, span: Span, name: str) -> bool:
        """Whether the page takes what stands here for what goes by the name."""
        return any(m.key in self._forms.get(normal(name), ()) for m in self.page.mentions_in(span) if m.span == span)

    def _new(self, end: End) -> str:
        key = next(key for n in count(len(self.referents) + 1) if (key := f"m{n}") not in self.page.referents)
        aliases = (end.said,) if end.said and end.said != end.name else ()
        self.referents[key] = Referent(key, end.type, end.name, aliases)
        for form in (end.name, *aliases):
            self._forms[normal(form)].append(key)
        return key

    def _alias(self, key: str, form: str) -> None:
        known = self.referents[key]
        if form not in (known.name, *known.aliases):
            self.referents[key] = Referent(key, known.type, known.name, (*known.aliases, form))
            if key not in self._forms[normal(form)]:
                self._forms[normal(form)].append(key)

    def _add(self, mention: Mention) -> Mention:
        """The mention; kept for the page if it stands where none stands yet."""
        index = bisect_left(self._taken, mention.span)
        beside = self._taken[max(0, index - 1) : index + 1]
        if not any(mention.span.overlaps(other) for other in beside):
            self._taken.insert(index, mention.span)
            self.mentions.append(mention)
        return mention

    def whole_page(self) -> Page:
        """The page with all that was found on it; an organisation of open role has the role that was told, if it is one."""
        both: dict[str, Referent] = {**self.page.referents, **self.referents}
        for key, roles in self._roles.items():
            told = roles - {"Organization"}
            if both[key].type == "Organization" and len(told) == 1:
                both[key] = replace(both[key], type=next(iter(told)))
        return self.page.with_mentions((*self.page.mentions, *self.mentions), both)


def _alike(one: str, other: str) -> bool:
    """Whether two types can be of one thing: one refines the other, or both are roles of organisations."""
    terms = vocabulary()
    return terms.agree(one, other) or all(terms.is_a(kind, "Organization") for kind in (one, other))
