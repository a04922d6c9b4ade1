"""Lines of lists without a subject ("Deployed Neptune at ...", "Opened a lab in ..."): whoever the list is of has done it.

While a page is read such a line begins one character earlier, where a mention stands for who is left out, as "we" would; afterwards
the first word of the line, the deed, is what refers to him.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from telegrapher.extraction.names import told_deeds
from telegrapher.extraction.page import Page, Sentence
from telegrapher.model import Draft, Found, Literal, Mention, Refusal, Span
from telegrapher.vocabulary import vocabulary

__all__ = ["Told", "told_again", "told_of"]

_STANDS_FOR = "we"


@dataclass(frozen=True, slots=True)
class Told:
    """A page on which deeds have a subject.

    Attributes:
        page: to be read.
        deeds: where a subject was put in, to the word that tells the deed.
    """

    page: Page
    deeds: dict[Span, Span]

    def restored(self, page: Page) -> Page:
        """A page read as its release has it: lines where they begin, and deeds that refer to who did them."""
        if not self.deeds:
            return page
        begins = {at.start: at.end for at in self.deeds}
        lines = tuple(self._line(begins, line) for line in page.sentences)
        return replace(page, sentences=lines, mentions=tuple(sorted(self._mention(page, m) for m in page.mentions)))

    def drafts(self, page: Page, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
        """Drafts of the page read, as the release has them."""
        return tuple(self._draft(page, draft) for draft in drafts) if self.deeds else tuple(drafts)

    def refusals(self, page: Page, refused: Sequence[Refusal]) -> tuple[Refusal, ...]:
        """Refusals, likewise."""
        return tuple(replace(one, draft=self._draft(page, one.draft)) for one in refused) if self.deeds else tuple(refused)

    def _line(self, begins: dict[int, int], line: Sentence) -> Sentence:
        start = begins.get(line.span.start)
        return line if start is None else replace(line, span=Span(start, line.span.end))

    def _mention(self, page: Page, mention: Mention) -> Mention:
        word = self.deeds.get(mention.span)
        return mention if word is None else replace(mention, span=word, text=page.release.quote(word))

    def _draft(self, page: Page, draft: Draft) -> Draft:
        begins = {span.start: span.end for span in self.deeds}
        spans = tuple(Span(begins.get(span.start, span.start), span.end) for span in draft.spans)
        subject = draft.subject and self._mention(page, draft.subject)
        end = draft.object if isinstance(draft.object, Literal) else self._mention(page, draft.object)
        told = tuple((name, self._mention(page, v) if isinstance(v, Mention) else v) for name, v in draft.qualifiers)
        return replace(draft, subject=subject, object=end, spans=spans, qualifiers=told)


def told_of(page: Page, issuer: str | None) -> Told:
    """The page with a subject for every line that tells a deed without one.

    Args:
        page: with names found.
        issuer: whose release it is; who did it where the lead of a list names nobody.
    """
    put: dict[int, Mention] = {}
    for number, key in _doers(page, issuer):
        line = page.sentences[number]
        word = Span(line.span.start, line.span.start + len(page.release.quote(line.span).split()[0]))
        if not any(m.span.start < word.end for m in page.mentions_in(line.span)):
            put[number] = Mention(word, _STANDS_FOR, page.referents[key].type, key, Found.REFERENCE)
    return _laid(page.with_mentions((*page.mentions, *put.values()), page.referents), put)


def told_again(page: Page) -> Told:
    """The same for a page that was restored.

    Args:
        page: restored, with references resolved.
    """
    put: dict[int, Mention] = {}
    for number, told in enumerate(told_deeds(page.release, page.sentences)):
        first = next(iter(page.mentions_in(page.sentences[number].span)), None) if told else None
        if first is not None and first.found is Found.REFERENCE and first.span.start == page.sentences[number].span.start:
            put[number] = first
    return _laid(page, put)


def _laid(page: Page, put: dict[int, Mention]) -> Told:
    """The page with lines begun one character earlier, and there, in place of the deeds, mentions of who did them."""
    lines = list(page.sentences)
    deeds: dict[Span, Span] = {}
    moved: list[Mention] = []
    for number, mention in put.items():
        at = Span(mention.span.start - 1, mention.span.start)
        deeds[at] = mention.span
        moved.append(replace(mention, span=at, text=_STANDS_FOR))
        lines[number] = replace(lines[number], span=Span(at.start, lines[number].span.end))
    if not deeds:
        return Told(page, {})
    others = tuple(m for m in page.mentions if m.span not in deeds.values())
    return Told(replace(page, sentences=tuple(lines), mentions=tuple(sorted((*others, *moved)))), deeds)


def _doers(page: Page, issuer: str | None) -> Iterator[tuple[int, str]]:
    """Each line that tells a deed, by its number, with who did it."""
    told = told_deeds(page.release, page.sentences)
    doer = issuer
    for number, line in enumerate(page.sentences):
        if told[number] and number and doer is not None:
            yield number, doer
        elif page.release.quote(line.span).endswith(":"):
            named = {m.key for m in page.mentions_in(line.span) if vocabulary().is_a(page.type_of(m), "Organization")}
            doer = named.pop() if len(named) == 1 else issuer
