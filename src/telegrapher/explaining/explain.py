"""One release, read aloud: what was read in it, and everything that came up on the way."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from telegrapher.errors import ModelError, TelegrapherError
from telegrapher.explaining.claims import Claims, Fact, fact_of, identified
from telegrapher.explaining.names import Names, things
from telegrapher.explaining.states import Seen, judge
from telegrapher.explaining.tries import tries
from telegrapher.explaining.values import Claim, Explanation, Line, Quoted, Try
from telegrapher.extraction import Extractor
from telegrapher.extraction.implied import completed
from telegrapher.extraction.page import Page, Sentence
from telegrapher.extraction.sentences import sentences
from telegrapher.extraction.syntax import LONGEST
from telegrapher.linking import link
from telegrapher.model import Draft, Extraction, Release, Span, Statement, Zone, ZoneKind
from telegrapher.modelling import ModelExtractor
from telegrapher.pipeline import Setup
from telegrapher.reading import Failure, language_name
from telegrapher.reference import Reference

__all__ = ["explain", "explanations"]

_UNPARSED = frozenset({ZoneKind.DISCLAIMER, ZoneKind.NOISE, ZoneKind.CONTACT})


def explain(release: Release, extractor: Extractor, *, least: float = 0.0, extraction: Extraction | None = None) -> Explanation:
    """How a release is read, sentence by sentence.

    Args:
        release: in any language; one that is not read has all its sentences set aside.
        extractor: the rules that it is read with.
        least: statements with less confidence are left out, and said to be.
        extraction: what was read in it, if a model read beside the rules; by default what the extractor reads.

    Returns:
        The explanation; the same for the same arguments.

    Raises:
        MissingExtraError: no English model is installed.
    """
    if release.language != "en":
        return _alone(Extraction(release, {}, (), ()), extractor.reference, least)
    reading = extractor.read(release)
    extraction = extraction or reading.extraction
    page, drafts = reading.page, reading.drafts
    parsed = [sentence for sentence in page.sentences if sentence.zone not in _UNPARSED]
    proposed = {(draft.rule, span) for draft in (*drafts, *(one.draft for one in reading.refused)) for span in draft.spans}
    syntax = "syntax" in extractor.stages
    tried = tries(page, parsed, proposed) if syntax else {}
    said = identified(completed(page, drafts))
    # What was made of the page in the end may name more, or by another type.
    final = page.with_mentions(extraction.mentions, {**page.referents, **extraction.referents})
    by = "rules" if syntax else "layout"
    return _Road(final, extraction, said, tried, extractor.reference, least, release.quotes, by).whole()


def _alone(extraction: Extraction, reference: Reference, least: float) -> Explanation:
    """What was read without any rule."""
    release = extraction.release
    page = Page(release, sentences(release), tuple(sorted(extraction.mentions)), extraction.referents)
    return _Road(page, extraction, {}, {}, reference, least, release.quotes, "model").whole()


def explanations(found: Iterable[Release | Failure], setup: Setup) -> Iterator[Explanation | Failure]:
    """How releases are read, in their order; what cannot be read is passed through, or told, as a failure."""
    reader = setup.reader()
    for one in found:
        if isinstance(one, Failure):
            yield one
            continue
        try:
            yield _explained(one, reader, setup)
        except ModelError as error:
            yield Failure(one.name, str(error))
        except TelegrapherError:
            raise
        except Exception as error:  # noqa: BLE001  a mistake of ours over one release must not cost the others
            yield Failure.mistake(error, one.name)


def _explained(release: Release, reader: Extractor | ModelExtractor, setup: Setup) -> Explanation:
    if not isinstance(reader, ModelExtractor):
        return explain(release, reader, least=setup.min_confidence)
    extraction = reader.extract(release)
    if setup.model and setup.model.only:
        return _alone(extraction, reader.reference, setup.min_confidence)
    return explain(release, reader.rules, least=setup.min_confidence, extraction=extraction)


@dataclass(frozen=True, slots=True)
class _Road:
    """Everything that came up while one release was read."""

    page: Page
    extraction: Extraction
    drafts: Mapping[Fact, tuple[Draft, ...]]
    tried: Mapping[Span, tuple[Try, ...]]
    reference: Reference
    least: float
    quotes: tuple[Zone, ...]
    by: str

    def whole(self) -> Explanation:
        release = self.page.release
        claims = Claims(self.page, self.drafts)
        kept = [one for one in self.extraction.statements if one.confidence >= self.least]
        unsure = [one for one in self.extraction.statements if one.confidence < self.least]
        made = tuple(claims.made(number, one) for number, one in enumerate(kept, 1))
        refused = tuple(claims.refused(number, one) for number, one in enumerate(self.extraction.refusals, 1))
        return Explanation(
            release.id,
            release.name,
            release.title,
            release.published.isoformat() if release.published else None,
            release.language,
            release.media_type,
            release.url,
            release.text,
            self.extraction.warnings,
            things(link(self.extraction, self.reference)),
            self._lines(claims, made, refused, unsure),
            made,
            refused,
        )

    def _lines(
        self, claims: Claims, made: Sequence[Claim], refused: Sequence[Claim], unsure: Sequence[Statement]
    ) -> tuple[Line, ...]:
        names = Names.of(self.page)
        yields, refusals = _by_sentence(made), _by_sentence(refused)
        again = self._again(claims, made)
        doubtful: defaultdict[int, int] = defaultdict(int)
        for one in unsure:
            for number in claims.sentences(one.evidence.spans):
                doubtful[number] += 1
        lines = []
        for number, sentence in enumerate(self.page.sentences, 1):
            tried = self.tried.get(sentence.span)
            seen = Seen(
                sentence,
                yields[number],
                refusals[number],
                doubtful[number],
                self.least,
                again[number],
                tried,
                bool(self.page.mentions_in(sentence.span)),
                "" if self.page.release.language == "en" else language_name(self.page.release.language),
                self.by,
                LONGEST,
            )
            lines.append(self._line(number, seen, names))
        return tuple(lines)

    def _line(self, number: int, seen: Seen, names: Names) -> Line:
        sentence = seen.sentence
        state, reasons = judge(seen)
        return Line(
            number,
            sentence.span,
            self.page.release.quote(sentence.span),
            str(sentence.zone),
            sentence.owner,
            self._quotes(sentence),
            state,
            reasons,
            names.within(sentence),
            () if seen.foreign else names.open(sentence),
            tuple(seen.tries or ()),
            tuple(claim.number for claim in seen.made),
            tuple(claim.number for claim in seen.refused),
        )

    def _quotes(self, sentence: Sentence) -> tuple[Quoted, ...]:
        found = []
        first = bisect_right(self.quotes, sentence.span.start, key=lambda zone: zone.span.end)
        last = bisect_left(self.quotes, sentence.span.end, key=lambda zone: zone.span.start)
        for zone in self.quotes[first:last]:
            if zone.span.overlaps(sentence.span):
                span = Span(max(zone.span.start, sentence.span.start), min(zone.span.end, sentence.span.end))
                found.append(Quoted(span, zone.owner))
        return tuple(found)

    def _again(self, claims: Claims, made: Sequence[Claim]) -> Mapping[int, list[tuple[int, str]]]:
        """Sentences that say what a statement says whose evidence is elsewhere: its first sentence, and its relation."""
        kept = [one for one in self.extraction.statements if one.confidence >= self.least]
        found: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
        for claim, statement in zip(made, kept, strict=True):
            for draft in self.drafts.get(fact_of(statement), ()):
                for number in claims.sentences(draft.spans):
                    if number not in claim.sentences:
                        found[number].append((claim.sentences[0], " ".join(claim.words)))
        return found


def _by_sentence(claims: Sequence[Claim]) -> Mapping[int, list[Claim]]:
    found: defaultdict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        for number in claim.sentences:
            found[number].append(claim)
    return found
