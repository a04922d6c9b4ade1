"""An explanation as lines of plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from telegrapher.explaining.values import Claim, Explanation, Line, Name, Thing

__all__ = ["as_text"]

_WIDTH = 116
_UNDER = "     "


def as_text(explanation: Explanation) -> Iterator[str]:
    """The explanation line by line: what it is about, then each sentence with all that concerns it."""
    yield from _head(explanation)
    yield from (f"warning: {warning}" for warning in explanation.warnings)
    things = {thing.key: thing for thing in explanation.things}
    for line in explanation.lines:
        yield ""
        yield from _sentence(line, explanation, things)


def _head(explanation: Explanation) -> Iterator[str]:
    counts = ", ".join(f"{number} {state}" for state, number in explanation.counts.items())
    yield explanation.title or explanation.name
    about = (explanation.name, explanation.published or "undated", explanation.language, explanation.media_type)
    yield " · ".join(dict.fromkeys(about))
    made, refused = len(explanation.statements), len(explanation.refusals)
    yield f"{len(explanation.lines)} sentences: {counts}; {made} statements, {refused} refused; {len(explanation.things)} things"


def _sentence(line: Line, explanation: Explanation, things: dict[str, Thing]) -> Iterator[str]:
    zone = f"{line.zone} of {line.owner}" if line.owner else line.zone
    speakers = ", ".join(dict.fromkeys(quoted.speaker or "?" for quoted in line.quotes))
    said = f" · quote: {speakers}" if speakers else ""
    yield f"[{line.number}] {zone}{said} · {line.state}"
    yield from _filled("", line.text)
    for reason in line.reasons:
        yield from _filled("why      ", reason)
    if line.names:
        yield from _filled("names    ", "; ".join(_named(name, things) for name in line.names if not name.source))
    for name in line.names:
        if name.source:
            yield from _filled("refers   ", _refers(name, things))
    if line.open:
        yield from _filled("open     ", ", ".join(f"“{name.text}”" for name in line.open))
    met = list(dict.fromkeys(f"{one.rule} at “{one.word}”" for one in line.tries if not one.obstacle))
    if met:
        yield from _filled("met      ", "; ".join(met))
    for number in line.statements:
        yield from _claim("says     ", explanation.statements[number - 1], line.number)
    for number in line.refusals:
        yield from _claim("refused  ", explanation.refusals[number - 1], line.number)


def _named(name: Name, things: dict[str, Thing]) -> str:
    thing = things[name.key]
    full = "" if thing.entity == name.text else f" = {thing.entity}"
    return f"{name.text}{full} [{thing.type}; {name.found}; {thing.link}]"


def _refers(name: Name, things: dict[str, Thing]) -> str:
    thing = things[name.key]
    where = f", named in [{name.sentence}]" if name.sentence else ""
    return f"“{name.text}” → {thing.name} [{thing.type}]{where}"


def _claim(head: str, claim: Claim, here: int) -> Iterator[str]:
    details = ", ".join(f"{name}: {value}" for name, value in claim.qualifiers)
    said = " ".join(claim.words) + (f" ({details})" if details else "")
    if claim.sentences[0] != here and not claim.reason:
        yield from _filled(head, f"{said}   see [{claim.sentences[0]}]")
        return
    rule = f"{claim.rule}, {claim.origin}" if claim.origin else claim.rule
    more = [f"rule {rule}"]
    if claim.confidence is not None:
        more.append(f"confidence {claim.confidence:.2f}")
        more += [] if claim.asserted else ["not a fact yet, or no longer"]
    more += [f"also by {also} in [{number}]" for also, number in claim.also]
    yield from _filled(head, said + (f": {claim.reason}" if claim.reason else ""))
    yield from _filled("           ", "; ".join(more))


def _filled(head: str, text: str) -> Sequence[str]:
    return wrap(
        text.replace("\t", " | "),
        _WIDTH,
        initial_indent=_UNDER + head,
        subsequent_indent=_UNDER + " " * len(head),
        break_long_words=False,
    )
