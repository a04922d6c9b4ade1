"""Which names of a text name the same thing: full and short forms, acronyms, surnames."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from telegrapher.extraction.names.senses.gazetteer import geography
from telegrapher.extraction.names.senses.lexicon import ORGANIZATIONS, lexicon
from telegrapher.extraction.names.text.forms import without_legal, word_rules
from telegrapher.extraction.names.text.words import read_rules, word_set

__all__ = ["Index", "Naming", "adopt", "group"]

_GROUP_TAILS = frozenset(["group", "holding", "holdings", "corporation", "international"])


_OFTEN = 2
"""Places where a name stands by itself before one that goes on after it."""

_CLIPPED = 4
"""Letters that are left at least of a word that is cut."""

_SHORT = 5
"""Letters up to which names that differ in blanks only are left apart."""


@dataclass(slots=True)
class Naming:
    """One way in which a text names something.

    Attributes:
        key: folded words without legal form.
        type: type of the catalogue.
        surfaces: the forms as written, in the order of the text.
        full: whether the text shows that this form is a full name (legal form, ticker, About heading, definition).
        listed: whether a stock symbol follows it.
        headed: whether a part of the release is about it.
        candidates: addresses in reference data.
        order: where it first stands.
        places: all first tokens of where it stands.
    """

    key: str
    type: str
    surfaces: list[str] = field(default_factory=list)
    full: bool = False
    listed: bool = False
    candidates: tuple[str, ...] = ()
    order: int = 0
    places: tuple[int, ...] = ()
    headed: bool = False

    def before(self, order: int) -> int:
        """How often it stands before a token."""
        return sum(place < order for place in self.places)

    @property
    def family(self) -> str:
        """The type, all organisations taken together."""
        return "Organization" if self.type in ORGANIZATIONS else self.type


def group(namings: dict[str, Naming], defined: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Key of each naming to the key that speaks for its group."""
    parent = {key: key for key in namings}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for long, short in defined:
        if long in parent and short in parent:
            parent[root(short)] = root(long)
    squeezed: dict[tuple[str, str], str] = {}
    for key, naming in namings.items():
        other = squeezed.setdefault((naming.family, key.replace(" ", "")), key)
        if len(key) > _SHORT and root(other) != root(key):
            parent[root(key)] = root(other)
    index = Index.of(namings.values())
    for key in sorted(namings, key=lambda k: (len(k.split()), k)):
        if root(key) == key:
            target = _longer(namings[key], index)
            if target and root(target) != key:
                parent[key] = root(target)
    return {key: root(key) for key in namings}


@dataclass(frozen=True, slots=True)
class Index:
    """The names of a text by first word, last word and initials, so that a short form meets only those it may abbreviate."""

    namings: dict[str, Naming]
    by_word: dict[str, list[Naming]]

    @classmethod
    def of(cls, namings: Iterable[Naming]) -> Index:
        """The index of some names."""
        listed = {naming.key: naming for naming in namings}
        by_word: dict[str, list[Naming]] = {}
        for naming in listed.values():
            words = naming.key.split()
            marks = {
                words[0],
                words[-1],
                _initials(words),
                words[0].removesuffix("s"),
                words[1] if len(words) > 2 and naming.type == "Person" else "",
                words[0][0] + words[-1] if len(words) > 1 and naming.type == "Person" else "",
                words[2] if words[:2] == ["city", "of"] else "",
            }
            for mark in (*sorted(marks - {""}), *naming.candidates):
                by_word.setdefault(mark, []).append(naming)
        return cls(listed, by_word)

    def near(self, short: Naming) -> list[Naming]:
        """Names that share the first or last word of a form or an entry, or whose initials it is; in the order of the text."""
        words = short.key.split()
        found = {
            naming.key: naming
            for word in dict.fromkeys((words[0], words[-1], *short.candidates))
            for naming in self.by_word.get(word, ())
        }
        return sorted(found.values(), key=lambda naming: (naming.order, naming.key))


def adopt(orphan: Naming, index: Index) -> str:
    """The type of the one longer name that a form without a sure kind of its own abbreviates; empty if there is none.

    A form of one word that is taken for a surname is a person's first, if the text names the person in full.
    """
    kinds = dict.fromkeys(naming.family for naming in index.near(orphan))
    for family in dict.fromkeys((orphan.family, "Organization", "Person", "Product", "Cable", "Event")):
        if family in kinds:
            trial = Naming(orphan.key, family, orphan.surfaces, order=orphan.order)
            if target := _longer(trial, index):
                return index.namings[target].type
    return ""


def _longer(short: Naming, index: Index) -> str | None:
    """The one longer name of the text that `short` abbreviates, if there is exactly one (or one is plainly the group itself)."""
    fitting = [
        other
        for other in index.near(short)
        if other.key != short.key and other.family == short.family and _abbreviates(short, other)
    ]
    if short.family == "Product" and len(fitting) == 1 and _is_family(short, fitting[0], index):
        return None
    same = [other for other in fitting if set(short.candidates) & set(other.candidates)]
    if same:
        return max(same, key=lambda other: (len(other.key), other.key)).key
    if len(fitting) > 1:
        fitting = [other for other in fitting if other.key.removeprefix(short.key).strip() in _GROUP_TAILS] or fitting
    if len(fitting) > 1:
        fitting = [other for other in fitting if other.full] or fitting
    if len(fitting) > 1 and short.family == "Organization":
        # Who has been named is meant, not who is named for the first time behind the short form.
        fitting = [other for other in fitting if other.order < short.order] or fitting
    return fitting[0].key if len(fitting) == 1 else None


def _is_family(short: Naming, other: Naming, index: Index) -> bool:
    """Whether a word is the name of a family with `other` in it: several products are called by it and a word more."""
    stem = short.key + " "
    if short.candidates or " " in short.key or len(other.key.removeprefix(stem).split()) != 1:
        return False
    return sum(one.family == "Product" and one.key.startswith(stem) for one in index.near(short)) > 1


def _abbreviates(short: Naming, other: Naming) -> bool:
    if short.candidates and other.candidates:
        return bool(set(short.candidates) & set(other.candidates)) and not (_is_legal(short) and _is_legal(other))
    words, longer = short.key.split(), other.key.split()
    if short.family == "Organization":
        return _organisation(short, words, longer, other)
    if short.family in {"Product", "Service", "Cable"}:
        return _thing(words, longer, short)
    test = _TESTS.get(short.family)
    return bool(test and test(words, longer))


def _organisation(short: Naming, words: list[str], longer: list[str], other: Naming) -> bool:
    if _is_acronym_of(short, longer) or (not _is_legal(short) and _is_clipped(words, longer)):
        return True
    if len(longer) > len(words) and longer[-len(words) :] == words:
        return other.surfaces[0].rsplit(" ", len(words))[0] in geography().places
    if len(longer) <= len(words) or longer[: len(words)] != words:
        return False
    if other.type == "GovernmentBody" and short.key in word_rules().adjectives:
        return False  # "Zambian" is where the ministry is, not the ministry
    return _shortens(short, other, longer[len(words) :])


def _is_clipped(words: list[str], longer: list[str]) -> bool:
    """Whether only the last word is cut: "Norda Telecom" for "Norda Telecommunications"."""
    return words[:-1] == longer[:-1] and len(words) > 1 and len(words[-1]) >= _CLIPPED and longer[-1].startswith(words[-1])


def _shortens(short: Naming, other: Naming, tail: list[str]) -> bool:
    """Whether a company's name may be short for the one that goes on with `tail`."""
    if _is_parent(short, other, tail):
        return False
    if tail[0] in word_rules().foreign and len(tail) > 1 and other.full:
        return True  # "Bredband2" for "Bredband2 i Skandinavien AB"
    if short.full and (tail[0] not in _GROUP_TAILS or (_is_legal(short) and _is_legal(other))):
        return False
    if other.headed and not (short.headed or short.full or short.listed or short.candidates) and _tells_land(tail):
        return True  # "Wingu" for "Wingu Africa", of which the release tells as a company
    if (short.listed and len(tail) > 1) or (short.candidates and tail[-1] not in _GROUP_TAILS):
        return False
    return not (_is_unit(tail) or any(word.isdigit() for word in tail) or tail[0] in {"and", "of", "&"})


def _is_parent(short: Naming, other: Naming, tail: list[str]) -> bool:
    """Whether a name that stands several times before one longer by words that end no company's name is another company: "Beyon"
    of "Beyon Money"; so is one that a part of the release is about, of one longer by a land ("Beyon Spain")."""
    if short.headed and not other.headed and " ".join(tail).title() in geography().countries | geography().regions:
        return True
    if short.before(other.order) < _OFTEN or other.full or other.listed:
        return False
    if tail[-1] in lexicon().units or tail[-1].title() in geography().places:
        return False
    return not any(kind in ORGANIZATIONS for kind in lexicon().heads.get(tail[-1], {})) and tail[-1] not in _GROUP_TAILS


def _tells_land(tail: list[str]) -> bool:
    return " ".join(tail).title() in geography().places


def _is_legal(naming: Naming) -> bool:
    """Whether a form is written with its legal form: of "Acme Inc." and "Acme Holdings Inc." each is a company."""
    return any(without_legal(surface) != surface for surface in naming.surfaces)


def _is_unit(tail: list[str]) -> bool:
    """Whether the words after a company's name make a unit of it ("Wireless", "Business Services")."""
    units = lexicon().units
    return tail[0] in units and (len(tail) == 1 or tail[-1] in units | {"services", "solutions", "group", "unit", "&"})


def _is_acronym_of(short: Naming, longer: list[str]) -> bool:
    """Whether a form of capitals is made of the initials of a longer name, though no bracket says so."""
    form = short.surfaces[0]
    return form.isupper() and form.isalpha() and 2 < len(form) <= 6 and not short.full and _initials(longer) == form.casefold()


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words if word not in {"of", "and", "the", "for", "de", "on"})


def _thing(words: list[str], longer: list[str], short: Naming) -> bool:
    """A model or system named without the generic words at its end: "E7" for "E7 Ethernet Service Access Platform"."""
    if " ".join(longer) == " ".join(words) + "s":
        return True
    if words[-1].endswith("s") and words[-1][-2:-1].isdigit():
        words = [*words[:-1], words[-1][:-1]]  # "Omni 2200s" for "Omni 2200 Multiservice Edge"
    if len(longer) <= len(words) or longer[: len(words)] != words or " ".join(words).title() in geography().places:
        return False  # "Americas" is the land, not "Americas Region Caribbean System"
    tail = longer[len(words) :]
    generic = _generic(short.family)
    return tail[-1] in generic and not any(any(c.isdigit() for c in word) for word in tail)


def _generic(family: str) -> frozenset[str]:
    things = read_rules("things")
    if family == "Cable":
        return frozenset({"system", "cable", "network", "project"})
    return word_set(things["heads"]["Product"]) | word_set(things["tails"]) | word_set(things["models"])


def _singular(words: list[str]) -> list[str]:
    return [word.removesuffix("s") if word in {"awards", "prizes", "medals"} else word for word in words]


_PLACE_TAILS = ("province", "county", "city", "sar", "island", "state")


def _is_part_of_state(words: list[str], longer: list[str]) -> bool:
    """Whether the longer name only says what kind of place it is ("Gauteng Province"); a country's city is not the country."""
    if longer[:-1] != words or longer[-1] not in _PLACE_TAILS:
        return False
    land, name = geography(), " ".join(words).title()
    return longer[-1] != "city" or name in land.cities or name not in land.countries | land.parents


def _is_person_in_short(words: list[str], longer: list[str]) -> bool:
    """Whether one of a person's names, or the initial and the surname in one word ("M.Roe"), stand for the whole name."""
    if len(words) == len(longer) - 1 > 1:  # "Peter Kaul" for "Peter P. Kaul"
        return (words[0], words[-1]) == (longer[0], longer[-1]) and len(longer[1]) == 1
    if len(words) != 1 or len(longer) < 2:
        return False
    return words[0] in {longer[-1], longer[0], *longer[1:2], longer[0][0] + longer[-1]}


_TESTS: dict[str, Callable[[list[str], list[str]], bool]] = {
    "Technology": lambda words, longer: " ".join(longer) == " ".join(words) + "s",
    # The first of two surnames stands for both: "Escalante" for "Eduardo Escalante Castillo".
    "Person": _is_person_in_short,
    "Place": lambda words, longer: _is_part_of_state(words, longer) or longer == ["city", "of", *words],
    "Event": lambda words, longer: longer[:-1] == words and longer[-1].isdigit(),
    "Award": lambda words, longer: words != longer and _singular(words) == _singular(longer),
}
