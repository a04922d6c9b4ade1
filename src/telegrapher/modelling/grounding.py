"""Claims to drafts: only what the cited words bear out; the rest is refused, with the reason."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from telegrapher.extraction.page import Page
from telegrapher.extraction.values import find_dates, find_lengths, find_rates
from telegrapher.model import Draft, Literal, Mention, Refusal, Span
from telegrapher.modelling.claims import Claim, End, Misfit, shown
from telegrapher.modelling.ends import Ends, RefusedError, find_words
from telegrapher.modelling.questions import Question
from telegrapher.modelling.rules import model_rules
from telegrapher.vocabulary import vocabulary

__all__ = ["Grounded", "ground"]

_KINDS = {"hasOfficeIn": "office-kind", "headquarteredIn": "office-kind", "contactFor": "contact-kind"}
_TICKER = re.compile(r"[A-Z]{2,12}:[A-Z0-9.\-]{1,12}")

Qualifiers = tuple[tuple[str, Mention | str], ...]


@dataclass(frozen=True, slots=True)
class Grounded:
    """What became of claims: a page with the names they brought, drafts, and refusals."""

    page: Page
    drafts: tuple[Draft, ...]
    refusals: tuple[Refusal, ...]


def ground(page: Page, answers: Iterable[tuple[Question, Iterable[Claim | Misfit]]], rule: str) -> Grounded:
    """Believe of the answers what can be checked: citations stand in the text word for word, and both ends stand in them.

    Args:
        page: of the release, with the names that are known already.
        answers: questions with the claims of their answers.
        rule: name of the rule that the drafts get.
    """
    reader = _Reader(Ends(page), rule)
    drafts: list[Draft] = []
    refusals: list[Refusal] = []
    for question, claims in answers:
        for claim in claims:
            if isinstance(claim, Misfit):
                if claim.relation is not None:
                    refusals.append(Refusal(_stub(claim.relation, "", question.spans[:1], rule), claim.reason))
                continue
            made, refused = reader.read(claim, question)
            drafts.extend(made)
            refusals.extend(refused)
    return Grounded(reader.ends.whole_page(), tuple(drafts), tuple(refusals))


def _stub(relation: str, words: str, spans: tuple[Span, ...], rule: str) -> Draft:
    """A draft that stands for a claim none of whose ends could be found."""
    return Draft(None, relation, Literal(words), spans, rule)


@dataclass(frozen=True, slots=True)
class _Reader:
    ends: Ends
    rule: str

    def read(self, claim: Claim, question: Question) -> tuple[tuple[Draft, ...], tuple[Refusal, ...]]:
        """The draft of a claim, or its refusal; with a refusal for each qualifier that is left out."""
        try:
            cites = self._cites(claim, question)
            draft = self._draft(claim, cites)
        except RefusedError as refused:
            reason = f"{claim}: {refused}"
            return (), (Refusal(_stub(claim.relation, claim.object.said, question.spans[:1], self.rule), reason),)
        qualifiers, left_out = self._qualifiers(claim, cites)
        draft = Draft(draft.subject, draft.predicate, draft.object, draft.spans, draft.rule, qualifiers)
        return (draft,), tuple(Refusal(draft, f"{claim}, without {reason}") for reason in left_out)

    def _cites(self, claim: Claim, question: Question) -> tuple[Span, ...]:
        limits = model_rules().limits
        if claim.holds not in model_rules().holds:
            raise RefusedError(model_rules().refused[claim.holds])
        if len(claim.cites) > limits.cites:
            raise RefusedError(f"cites {len(claim.cites)} passages, more than {limits.cites}")
        return tuple(self._cite(cite, question) for cite in claim.cites)

    def _cite(self, cite: str, question: Question) -> Span:
        """Where a citation stands: in the piece that was asked about, else anywhere that may yield."""
        if len(cite) > model_rules().limits.cite:
            raise RefusedError(f"cites {len(cite):,} characters at once, more than {model_rules().limits.cite:,}")
        if "\n" in cite:
            raise RefusedError(f"the citation {shown(cite)} crosses a line")
        release = self.ends.page.release
        span = find_words(release.text, cite, (*question.spans, Span(0, len(release.text))))
        if span is None:
            raise RefusedError(f"the cited words {shown(cite)} are not in the text")
        zone = release.zone_at(span.start)
        if zone is not None and zone.kind in model_rules().left_out:
            raise RefusedError("stands in a disclaimer or in noise")
        return span

    def _draft(self, claim: Claim, cites: tuple[Span, ...]) -> Draft:
        subject = self.ends.locate(claim.subject, cites) if claim.subject else None
        literal = vocabulary().relation(claim.relation).literal
        other = self.ends.locate(claim.object, cites) if literal is None else self._value(claim, literal, cites)
        if subject is not None and other.span == subject.span:
            raise RefusedError("both ends are the same words")
        kinds = [self.ends.type_of(one.key) if isinstance(one, Mention) else None for one in (subject, other)]
        if not vocabulary().fits(claim.relation, kinds[0] or "Release", kinds[1]):
            raise RefusedError(f"types do not fit: {kinds[0] or 'Release'} {claim.relation} {kinds[1] or 'literal'}")
        return Draft(subject, claim.relation, other, self._sentences(cites), self.rule)

    def _sentences(self, cites: tuple[Span, ...]) -> tuple[Span, ...]:
        """The whole sentences around citations: half a sentence may say the contrary of the whole."""
        lines = self.ends.page.sentences
        around: set[Span] = set()
        for cite in cites:
            first = bisect_right(lines, cite.start, key=lambda line: line.span.end)
            last = bisect_left(lines, cite.end, key=lambda line: line.span.start)
            around.update(line.span for line in lines[first:last])
        return tuple(sorted(around))

    def _value(self, claim: Claim, literal: str, cites: Sequence[Span]) -> Literal:
        span = self._words(claim.object.said, cites)
        text = self.ends.page.release.text
        words = text[span.start : span.end]
        if literal == "quantity":
            return Literal(_only((one.value for one in find_rates(text, within=span)), words, "data rate"), span)
        if literal == "number":
            lengths = (one.value for one in find_lengths(text, within=span) if one.kind == "length")
            return Literal(_only(lengths, words, "length"), span)
        if literal == "date":
            return Literal(self._date(span), span)
        if claim.relation == "tickerSymbol":
            return Literal(_ticker(words), span)
        if claim.relation == "website":
            words = re.sub(r"^https?://", "", words, flags=re.IGNORECASE).rstrip("/.")
        return Literal(words, span)

    def _words(self, words: str, cites: Sequence[Span]) -> Span:
        span = find_words(self.ends.page.release.text, words.strip(), cites)
        if span is None:
            raise RefusedError(f"{shown(words)} is not in the cited words")
        return span

    def _date(self, span: Span) -> str:
        release = self.ends.page.release
        dates = find_dates(release.text, published=release.published, within=span)
        return _only((one.value for one in dates), release.quote(span), "date")

    # -- qualifiers

    def _qualifiers(self, claim: Claim, cites: tuple[Span, ...]) -> tuple[Qualifiers, tuple[str, ...]]:
        found: dict[str, Mention | str] = {}
        left_out: list[str] = []
        for name, end in claim.qualifiers:
            try:
                found.setdefault(name, self._qualifier(claim, name, end, cites))
            except RefusedError as refused:
                left_out.append(f"its {name}: {refused}")
        if claim.holds == "plan" and str(found.get("status", "")) not in model_rules().not_yet:
            found["status"] = "announced" if claim.relation in model_rules().announced else "planned"
        return tuple(sorted(found.items(), key=lambda pair: pair[0])), tuple(left_out)

    def _qualifier(self, claim: Claim, name: str, end: End, cites: Sequence[Span]) -> Mention | str:
        terms = vocabulary()
        if name == "status":
            if end.said not in terms.statuses:
                raise RefusedError(f"no status {shown(end.said)}")
            return end.said
        if name == "kind" and claim.relation in _KINDS:
            if end.said not in terms.codes[_KINDS[claim.relation]]:
                raise RefusedError(f"no kind {shown(end.said)}")
            return end.said
        if wanted := terms.qualifier(name).range:
            mention = self.ends.locate(end, cites)
            if not any(terms.agree(self.ends.type_of(mention.key), kind) for kind in wanted):
                raise RefusedError(f"{shown(end.said)} is no {' or '.join(wanted)}")
            return mention
        span = self._words(end.said, cites)
        return self._date(span) if name == "date" else self.ends.page.release.quote(span)


def _only(values: Iterator[str], words: str, what: str) -> str:
    found = list(values)
    if len(found) != 1:
        raise RefusedError(f"{shown(words)} is {'several of a' if found else 'no'} {what}")
    return found[0]


def _ticker(words: str) -> str:
    symbol = "".join(words.split()).strip("()").upper()
    if not _TICKER.fullmatch(symbol):
        raise RefusedError(f"{shown(words)} is no exchange with a symbol")
    return symbol
