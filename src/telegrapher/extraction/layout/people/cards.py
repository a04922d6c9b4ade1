"""Contact lines taken apart: each person becomes a card."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from telegrapher.extraction.layout import titles
from telegrapher.extraction.layout.index import last_before
from telegrapher.extraction.layout.lexicon import Lexicon
from telegrapher.extraction.layout.people.streams import EMAIL, NAME, PHONE, Line, phone_of
from telegrapher.extraction.layout.sheet import Sheet
from telegrapher.model import Mention, Span, fold

__all__ = ["Card", "cards", "kind_of"]

_FOR = re.compile(r"\s*(?:,\s*)?(?:on behalf of|for|representing)\s+(?:the )?")
_IN_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{2,30})[)\]]")
_BREAK = re.compile(r"(?: [-–—|/•] |; ?|\. )(?=[A-Z])")
_LABEL = re.compile(r"contact|inquir|enquir|relations$")
_ADDRESS = re.compile(r"\bhttps?://\S+|\bwww\.\S+")


@dataclass(frozen=True, slots=True)
class Card:
    """One person's entry.

    Attributes:
        name: where the person's name stands.
        person: its mention, if the page has one.
        kind: media, investor, sales; empty if nothing says.
        title: job title.
        org: the organisation named with the person.
        heading: the organisation named in a label above or before the person.
        phone, email: the first of each.
        spans: lines that hold the card's words.
    """

    name: Span
    person: Mention | None
    kind: str = ""
    title: str = ""
    org: Mention | None = None
    heading: Mention | None = None
    phone: str = ""
    email: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(slots=True)
class _State:
    """What has been read of a stream so far."""

    sheet: Sheet
    kind: str = ""
    heading: Mention | None = None
    label: tuple[Span, ...] = ()
    card: Card | None = None
    done: list[Card] = field(default_factory=list)

    def close(self) -> None:
        if self.card is not None:
            self.done.append(self.card)
            self.card = None


def cards(sheet: Sheet, stream: tuple[Line, ...]) -> tuple[Card, ...]:
    """The cards of one stream of lines, in order."""
    state = _State(sheet)
    for line in (piece for whole in stream for piece in _apart(sheet, whole)):
        name = _name(sheet, line, known=state.card is not None)
        if name is not None:
            _open(state, line, name)
        elif state.card is not None and _goes_on(state, line):
            state.card = _more(sheet, state.card, line)
        else:
            _label(state, line)
    state.close()
    return tuple(state.done)


def _apart(sheet: Sheet, line: Line) -> Iterator[Line]:
    """The line; where it holds several people with numbers or addresses of their own, one piece for each."""
    people = sheet.of_class(line.span, "person")
    start = line.span.start
    for before, after in pairwise(people):
        between = sheet.text[before.span.end : after.span.start]
        if EMAIL.search(between) or phone_of(between):
            cut = max((match.end() for match in _BREAK.finditer(between)), default=len(between))
            end = before.span.end + cut
            yield Line(Span(start, end), sheet.text[start:end])
            start = end
    if start == line.span.start:
        yield line
    else:
        yield Line(Span(start, line.span.end), sheet.text[start : line.span.end])


def _name(sheet: Sheet, line: Line, *, known: bool) -> tuple[Span, Mention | None] | None:
    """Where a person is named on the line: a mention, else the shape of a name that opens the line or follows a label."""
    found = sheet.of_class(line.span, "person")
    if found:
        return found[0].span, found[0]
    offset = 0
    if (colon := line.text.find(":")) > 0 and kind_of(line.text[:colon], sheet.lexicon) is not None:
        offset = colon + 1 + len(line.text[colon + 1 :]) - len(line.text[colon + 1 :].lstrip())
    match = NAME.match(line.text, offset)
    if match is None:
        return None
    words = match["name"].casefold().split()
    span = Span(line.span.start + match.start("name"), line.span.start + match.end("name"))
    if sheet.text[span.start : span.end] != match["name"] or any(word.strip(".") in sheet.lexicon.name_stops for word in words):
        return None
    if titles.job_title(match["name"], sheet.lexicon) or any(mention.span.overlaps(span) for mention in _near(sheet, line)):
        return None
    return span, None


def _near(sheet: Sheet, line: Line) -> tuple[Mention, ...]:
    return sheet.page.mentions_in(line.span)


def _open(state: _State, line: Line, name: tuple[Span, Mention | None]) -> None:
    """A new card for the person on the line."""
    sheet, (span, person) = state.sheet, name
    before = sheet.text[line.span.start : span.start]
    if state.card is not None and person is not None and state.card.person is not None and state.card.person.key == person.key:
        state.card = (
            _more(sheet, state.card, Line(Span(span.end, line.span.end), sheet.text[span.end : line.span.end]))
            if span.end < line.span.end
            else state.card
        )
        return
    state.close()
    if before.strip():
        kind = kind_of(before, sheet.lexicon)
        state.kind = kind if kind else state.kind
        orgs = sheet.of_class(Span(line.span.start, span.start), "org")
        state.heading = _bare(sheet, orgs[0]) if orgs else state.heading
    beside = _IN_BRACKETS.match(sheet.text, span.end, line.span.end)
    kind = (kind_of(beside[1], sheet.lexicon) if beside else None) or state.kind
    card = Card(span, person, kind, heading=state.heading, spans=(*state.label, line.span))
    if span.end < line.span.end:
        card = _more(sheet, card, Line(Span(span.end, line.span.end), sheet.text[span.end : line.span.end]))
    state.card = card


def _goes_on(state: _State, line: Line) -> bool:
    """Whether a line without a name still belongs to the open card: no new label, no second organisation or e-mail."""
    card, sheet = state.card, state.sheet
    assert card is not None
    if EMAIL.search(line.text) or phone_of(line.text):
        return True
    if line.text.rstrip().endswith(":"):
        return False
    if titles.job_title(line.text, sheet.lexicon) and not card.title:
        return True
    bare = line.text.rstrip(" :").casefold()
    if kind_of(bare, sheet.lexicon) is not None and (bare in sheet.lexicon.contact_kinds or _LABEL.search(bare)):
        return False
    settled = card.org is not None or card.phone or card.email
    return not (settled and sheet.of_class(line.span, "org"))


def _more(sheet: Sheet, card: Card, line: Line) -> Card:
    """The card with what a line, or the rest of one, adds to it."""
    text = line.text
    email, phone = EMAIL.search(text), phone_of(text)
    org = card.org or _org(sheet, line)
    title = card.title or _title(sheet, line)
    spans = card.spans if any(line.span in span for span in card.spans) else (*card.spans, line.span)
    return replace(
        card,
        org=org,
        title=title,
        phone=card.phone or phone,
        email=card.email or (email[0].rstrip(".") if email else ""),
        spans=spans,
    )


def _org(sheet: Sheet, line: Line) -> Mention | None:
    """The organisation of a line; of "AGENCY for CLIENT" the client."""
    found = sheet.of_class(line.span, "org")
    emails = [Span(line.span.start + match.start(), line.span.start + match.end()) for match in EMAIL.finditer(line.text)]
    found = tuple(mention for mention in found if not any(mention.span.overlaps(span) for span in emails))
    if len(found) > 1 and _FOR.fullmatch(sheet.text[found[0].span.end : found[1].span.start]):
        return _bare(sheet, found[1])
    return _bare(sheet, found[0]) if found else None


def _bare(sheet: Sheet, mention: Mention) -> Mention:
    """The organisation itself where a label was read into its name ("Lumora Media", "Lumora Investor Relations")."""
    words = fold(mention.text).split()
    for size in range(len(words) - 1, 0, -1):
        if kind_of(" ".join(words[size:]), sheet.lexicon) is None:
            break
        for key in sheet.index.by_name.get(" ".join(words[:size]), ()):
            if key != mention.key and sheet.lexicon.is_org(sheet.page.referents[key].type):
                found = sheet.index.by_key.get(key, ())
                return last_before(found, mention.span.start) or (found[0] if found else mention)
    return mention


def _title(sheet: Sheet, line: Line) -> str:
    """The job title on a line: the stretch between commas, names, phones and e-mails that is one."""
    text = list(line.text)
    for pattern in (EMAIL, PHONE, _ADDRESS):
        for match in pattern.finditer(line.text):
            text[match.start() : match.end()] = "\n" * (match.end() - match.start())
    for mention in sheet.of_class(line.span, "org", "person"):
        start = mention.span.start - line.span.start
        if line.text[start : start + len(mention.text)] == mention.text:
            text[start : start + len(mention.text)] = "\n" * len(mention.text)
    for piece in re.split(r"\n|[;|–—]| - ", "".join(text)):
        whole = titles.job_title(re.sub(r"^[\s,]+|[\s,]*(?:at|of|for|from)?[\s,]*$", "", piece), sheet.lexicon)
        if whole:
            return whole
    return ""


def _label(state: _State, line: Line) -> None:
    """A line of no card: what it says about those below."""
    state.close()
    kind = kind_of(line.text, state.sheet.lexicon)
    org = _org(state.sheet, line)
    if kind is None and org is None:
        return
    state.label = (line.span,)
    state.kind = kind or ("" if org else state.kind)
    if kind and org is None and state.heading is not None and line.text.casefold().startswith("contact"):
        state.heading = None
    state.heading = org or state.heading


def kind_of(text: str, lexicon: Lexicon) -> str | None:
    """Kind of contact that the words of a label tell: empty for a label without a kind, `None` for no label."""
    lowered = text.casefold()
    best: tuple[int, str] | None = None
    for word, kind in lexicon.contact_kinds.items():
        match = word in lowered and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", lowered)
        if match and (best is None or match.start() < best[0]):
            best = (match.start(), kind)
    if best:
        return best[1]
    if any(word in lowered and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", lowered) for word in lexicon.contact_labels):
        return ""
    return None
