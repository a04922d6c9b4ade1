"""Who said what stands between quotation marks."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from telegrapher.reading.rules import figure, words

__all__ = ["Speakers"]

_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]{0,2}\s+(?=[\"“‘A-ZÀ-Þ])")
_ABBREVIATED = re.compile(r"(?:^|[\s(.])(?:[A-Z]|Mr|Ms|Mrs|Dr|Prof|St|Inc|Ltd|Corp|Co|Jr|Sr|No|vs|U\.S|Hon|Gen)\.$")
_WORD = r"(?:[A-Z]\.|(?:Mr|Ms|Mrs|Dr|Prof|St|Jr|Sr)\.|[A-ZÀ-Þ][\w’'-]*)"
_FAR = 200_000
_SPOKESPERSON = re.compile(
    r"\b(?:[Aa]n?|[Tt]he) (?P<before>[A-Z][\w&.-]*(?: [A-Z][\w&.-]*){0,3})(?:[’']s?)? (?:spokes\w+|representative|official)\b"
    r"|\b(?:spokes\w+|representative|official)s? (?:for|of|from|at) (?:the )?(?P<after>[A-Z][\w&.-]*(?: [A-Z][\w&.-]*){0,3})"
)


@cache
def _set(key: str) -> frozenset[str]:
    return frozenset(word.lower() for word in words("quotes", key))


@lru_cache(maxsize=1)
def _verbs() -> re.Pattern[str]:
    ordered = sorted(words("quotes", "verbs"), key=lambda verb: (-len(verb), verb))
    return re.compile(rf"\b(?:{'|'.join(ordered)})\b")


@lru_cache(maxsize=1)
def _sources() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words('quotes', 'sources'))})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _pronouns() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words('quotes', 'pronouns'))})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    particles = "|".join(words("quotes", "particles"))
    return re.compile(rf"(?<![\w.@]){_WORD}(?:(?: (?:{particles})){{0,2}} {_WORD}){{0,7}}")


class Speakers:
    """The speakers of one text, met in reading order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.paragraph = 0
        self.last: str | None = None
        self.here: str | None = None
        self.known: dict[str, str] | None = None

    def enter(self, start: int) -> None:
        """A new paragraph begins at `start`."""
        self.paragraph, self.here = start, None

    def heard(self, owner: str | None, *, named: bool) -> None:
        """Somebody was quoted."""
        if owner:
            self.here = owner
            if named or self.last is None:
                self.last = owner

    def of(self, start: int, end: int, bounds: tuple[int, int]) -> str | None:
        """The speaker named for the quotation `start`..`end`; `bounds` are the ends of the quotations before and behind it."""
        reach = int(figure("quotes", "reach"))
        behind = _first_sentence(self.text[end : min(bounds[1], end + reach)])
        before = _last_sentence(self.text[max(bounds[0], start - reach) : start])
        return self._behind(behind, start, end) or self._before(before, start)

    def implied(self, start: int) -> str | None:
        """The speaker of a quotation for which none is named: the one quoted in the same paragraph, or named before it there."""
        return self.here or self._antecedent(start)

    def _behind(self, clause: str, start: int, end: int) -> str | None:
        """Attribution behind the quotation: ", said X" / ", X said" / " - X"."""
        inside = self.text[end - 2 : end - 1]
        stripped = clause.lstrip(" ,")
        dashed = re.match(r"\s*[—–-]{1,2}\s*(?=[A-Z])", clause)
        if dashed and inside in ".!?":
            return _person(clause[dashed.end() :])
        source = _sources().match(stripped)
        if source:
            return self._party(stripped[source.end() :], start)
        verb = _verbs().search(stripped)
        if not verb:
            return None
        if verb.start() == 0:
            return self._party(stripped[verb.end() :], start)
        subject = stripped[: verb.start()]
        if inside not in ",!?…" or len(subject) > 160:
            return None
        return self._party(subject, start, subject=True)

    def _before(self, clause: str, start: int) -> str | None:
        """Attribution before the quotation: "X said: " / "According to X, "."""
        source = _sources().search(clause)
        if source:
            return self._party(clause[source.end() :], start)
        verbs = list(_verbs().finditer(clause))
        if not verbs or len(clause) - verbs[-1].end() > 60:
            return None
        party = self._party(clause[: verbs[-1].start()], start, subject=True)
        return party or self._party(clause[verbs[-1].end() :], start)

    def _party(self, clause: str, start: int, *, subject: bool = False) -> str | None:
        """Who is named in a clause: a person, a pronoun's antecedent, the organisation of a spokesman, at last any name.

        Before its verb (`subject`) a single name must be the whole clause.
        """
        person = _person(clause)
        if person:
            return person
        spokesman = _SPOKESPERSON.search(clause)
        if spokesman:
            return spokesman.group("before") or spokesman.group("after")
        if _pronouns().match(clause.strip()):
            return self.here or self._antecedent(start) or self.last
        return _surname(clause, whole=subject)

    def _antecedent(self, start: int) -> str | None:
        """The first person of the nearest sentence before `start` in the paragraph that names one."""
        before = self.text[max(self.paragraph, start - 3 * int(figure("quotes", "reach"))) : start]
        for sentence in reversed(_sentences(before)):
            person = _person(sentence, cued=True) or self._known(sentence)
            if person:
                return person
        return None

    def _known(self, sentence: str) -> str | None:
        """The full name of whoever a sentence names by surname alone."""
        for match in _names().finditer(sentence):
            full = self._surnames().get(re.sub(r"[’']s?$", "", match.group().rsplit(" ", 1)[-1]))
            if full:
                return full
        return None

    def _surnames(self) -> dict[str, str]:
        """Surnames to full names: of two or three words, the last of which also stands alone somewhere in the text."""
        if self.known is None:
            full: dict[str, str] = {}
            alone: set[str] = set()
            for match in _names().finditer(self.text[:_FAR]):
                parts = re.sub(r"[’']s?$", "", match.group()).split(" ")
                while len(parts) > 1 and parts[0].lower() in _set("organisation_words"):
                    parts = parts[1:]
                if len(parts) == 1:
                    alone.add(parts[0])
                elif len(parts) <= 4 and _without_titles(" ".join(parts))[0]:
                    full.setdefault(parts[-1], _without_titles(" ".join(parts))[0] or "")
            self.known = {last: name for last, name in full.items() if last in alone and " " in name}
        return self.known


def _sentences(text: str) -> list[str]:
    found, start = [], 0
    for match in _SENTENCE.finditer(text):
        if not _ABBREVIATED.search(text[max(0, match.start() - 12) : match.start()]):
            found.append(text[start : match.start()])
            start = match.end()
    return [*found, text[start:]]


def _first_sentence(text: str) -> str:
    text = text.split("\n", 1)[0]
    return _sentences(text)[0]


def _last_sentence(text: str) -> str:
    return _sentences(text.rsplit("\n", 1)[-1])[-1]


def _person(clause: str, *, cued: bool = False) -> str | None:
    """The first name of a person in a clause.

    Args:
        clause: the words to look at.
        cued: whether a title, a relative clause or an honorific must show that it is a person.
    """
    weak: str | None = None
    for match in _names().finditer(clause):
        name, titled = _without_titles(match.group())
        if not name or clause[match.end() : match.end() + 2] in ("'s", "’s") or match.group().endswith(("'s", "’s", "s’")):
            continue
        if titled or _cue_before(clause[: match.start()]) or _cue_behind(clause[match.end() :]):
            return name
        if weak is None and " " in name and not cued:
            weak = name
    return weak


def _cue_before(head: str) -> bool:
    """Whether a title stands right before a name: "its chairman Jo Doe", "CEO, Jo Doe"."""
    word = re.search(r"([\w-]+),? $", head[-40:])
    return bool(word and word.group(1).lower() in _set("title_nouns"))


def _cue_behind(rest: str) -> bool:
    """Whether a title or "who" follows a name: ", vice president of ...", ", who is ...", " of SoftBank"."""
    match = re.match(r",? (?:who\b|(?:\([^()]{2,60}\))|(?:(?:the |a |an |its |our )?[\w’'&-]+[ ,]+){0,7}?(?P<noun>[\w-]+)\b)", rest)
    if not match or not rest.startswith((", ", " (", " who")):
        return False
    if match.group("noun") is None:
        return True
    nouns = _set("title_nouns")
    head = re.split(r"[.;:]", rest[2:], maxsplit=1)[0]
    return any(word.lower().strip(",'’&") in nouns for word in re.split(r"[\s/]+", head)[:8])


def _without_titles(run: str) -> tuple[str | None, bool]:
    """The person's part of a run of capitalised words, and whether titles or honorifics were in it.

    "Ciena CEO Gary Smith" gives "Gary Smith"; "Chief Executive Officer" and "Zayo Group" give nothing.
    """
    parts = run.split(" ")
    titles = [
        i
        for i, part in enumerate(parts)
        if part.lower().rstrip(".,") in _set("title_nouns") or part.rstrip(".") in words("quotes", "honorifics")
    ]
    rest = parts[titles[-1] + 1 :] if titles else parts
    while rest and rest[0].lower() in _set("organisation_words") and not titles:
        rest = rest[1:]
    lowered = {part.lower().rstrip(".,'’") for part in rest}
    capitals = [part for part in rest if part[0].isupper()]
    if not capitals or len(capitals) > 4 or lowered & (_set("organisation_words") | _set("title_nouns")):
        return None, False
    if len(capitals) == 1 and not titles:
        return None, False
    if any(len(part) > 3 and part.isupper() for part in capitals) and not all(part.isupper() for part in capitals):
        return None, False
    return " ".join(rest).rstrip("’'"), bool(titles)


def _surname(clause: str, *, whole: bool) -> str | None:
    """A capitalised word at the beginning of a clause (or all of it): a surname or a short name of an organisation."""
    match = re.match(rf"\s*(?:the )?({_WORD}(?: {_WORD}){{0,3}})(?=[\s,.;:]|$)", clause)
    if not match or (whole and clause[match.end() :].strip(" ,")):
        return None
    name = match.group(1).rstrip(".")
    first = name.split(" ", 1)[0].lower()
    if first in _set("title_nouns") or first in {
        "the",
        "this",
        "our",
        "we",
        "it",
        "in",
        "for",
        "on",
        "at",
        "by",
        "with",
        "as",
        "and",
        "but",
    }:
        return None
    return name
