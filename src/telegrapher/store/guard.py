"""What a query of a stranger may be: reads only, reaches nothing outside, and no larger than the engine can bear.

The engine fetches SERVICE addresses, and some shapes of a few kilobytes overflow its stack or keep its planner busy for
minutes. The query is cut into tokens, so that words inside strings, IRIs, comments, variables and prefixed names
do no harm, and each token is counted. Limits: measured for pyoxigraph 0.5.13 (1,000 nested calls, 4,000 nested groups,
8,000 sums end the process; 250 patterns in one group keep the planner busy for minutes, 80 for half a second).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from telegrapher.errors import QueryError
from telegrapher.store.graphs import known_graph

__all__ = ["Caps", "Shape", "check"]


@dataclass(frozen=True, slots=True)
class Caps:
    """How large a foreign query may be.

    Attributes:
        size: bytes in UTF-8.
        nesting: brackets of all kinds inside one another.
        patterns: triple patterns, steps of property paths included.
        operators: operators of expressions and paths.
        clauses: UNION, OPTIONAL, MINUS, FILTER, BIND and sub-queries.
    """

    size: int = 64 * 1024
    nesting: int = 100
    patterns: int = 100
    operators: int = 400
    clauses: int = 100


@dataclass(frozen=True, slots=True)
class Shape:
    """What the tokens of an accepted query tell.

    Attributes:
        form: `select`, `ask`, `construct` or `describe`.
        named_graphs: whether it has GRAPH.
        dataset: whether it has FROM.
        counts: how many tokens of each counted sort.
        undeclared: prefixes it uses without declaring them.
    """

    form: str
    named_graphs: bool
    dataset: bool
    counts: Counter[str] = field(default_factory=Counter)
    undeclared: frozenset[str] = frozenset()


_TOKEN: Final = re.compile(
    r"""
      (?P<space>[\s]+|\#[^\n\r]*)
    | (?P<string>\"\"\"(?:[^"\\]|\\.|\"(?!\"\"))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<variable>[?$]\w+)
    | (?P<blank>_:[\w.\-]+)
    | (?P<name>(?:[^\W\d_](?:[\w.\-·]*[\w\-·])?)?:(?:[\w:\-·]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]|\.(?=[\w:%\\.\-]))*)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9\-]+)*)
    | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<word>\w+)
    | (?P<operator>\^\^|\|\||&&|!=|<=|>=|<<\(?|\)?>>|\{\||\|\}|[=<>!*/+\-|^?~])
    | (?P<open>[({\[])
    | (?P<close>[)}\]])
    | (?P<stop>[.;,])
    """,
    re.VERBOSE | re.DOTALL,
)
_FORMS: Final = frozenset({"select", "ask", "construct", "describe"})
_UPDATES: Final = frozenset({"insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with"})
_CLAUSES: Final = frozenset({"union", "optional", "minus", "filter", "bind", "select", "exists"})
_REACHING: Final = ("service", "load")
_TERMS: Final = frozenset({"string", "iri", "variable", "blank", "name", "number"})
_LONGEST_IRI: Final = 1000
_PAIRS: Final = {")": "(", "}": "{", "]": "["}


def check(text: str, caps: Caps | None = None) -> Shape:
    """Let a foreign query pass, or refuse it in one line.

    Raises:
        QueryError: it changes data, reaches outside, names foreign graphs or is larger than `caps`.
    """
    caps = caps or Caps()
    if len(text.encode("utf-8", "surrogatepass")) > caps.size:
        raise QueryError(f"the query is larger than {caps.size // 1024} KB; make it shorter")
    reader = _Reader(caps)
    for kind, value in _tokens(text):
        reader.take(kind, value)
    return reader.shape()


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            line = text.count("\n", 0, position) + 1
            raise QueryError(f"the SPARQL is wrong: unexpected {text[position]!r} in line {line}")
        position = match.end()
        if match.lastgroup != "space":
            yield match.lastgroup or "", match.group()


class _Reader:
    """Counts the tokens of one query and stops at the first that is not allowed."""

    def __init__(self, caps: Caps) -> None:
        self._caps = caps
        self._counts: Counter[str] = Counter()
        self._open: list[tuple[str, bool]] = []
        self._prefixes: dict[str, str] = {}
        self._used: set[str] = set()
        self._last: tuple[str, str] = ("", "")
        self._last_but_one: tuple[str, str] = ("", "")
        self._row = False
        self._form = ""

    def take(self, kind: str, value: str) -> None:
        """Count one token."""
        match kind:
            case "word" | "name":
                self._word(kind, value)
            case "open":
                self._down(value)
            case "close":
                self._up(value)
            case "operator":
                self._count("operators", "operators")
                if value in ("/", "|", "^"):
                    self._count("patterns", "path steps")
            case "stop":
                self._stop()
            case "iri":
                self._iri(value)
            case "string" | "variable" | "blank" | "number":
                self._adjacent()
        self._row = kind == "close" and self._row
        self._last_but_one, self._last = self._last, (kind, value.casefold() if kind == "word" else value)

    def shape(self) -> Shape:
        """What was read, at the end of the query."""
        if not self._form:
            raise QueryError("the SPARQL is wrong: it has no SELECT, ASK, CONSTRUCT or DESCRIBE")
        undeclared = frozenset(self._used - self._prefixes.keys())
        return Shape(self._form, bool(self._counts["graph"]), bool(self._counts["from"]), self._counts, undeclared)

    @property
    def _listing(self) -> bool:
        """Whether this place is inside a list of values, which may be long."""
        return bool(self._open) and self._open[-1][1]

    def _count(self, what: str, name: str, limit: int | None = None) -> None:
        self._counts[what] += 1
        limit = limit or getattr(self._caps, what)
        if self._counts[what] > limit:
            raise QueryError(f"the query has more than {limit} {name}; make it smaller, or use VALUES for long lists")

    def _word(self, kind: str, value: str) -> None:
        folded = value.casefold()
        head = folded.partition(":")[0] if kind == "name" else folded
        for reaching in _REACHING:
            if reaching in head:  # the engine needs no blank after a keyword: `SERVICEex:a` reaches out as well
                raise QueryError(f"{reaching.upper()} is refused: a query may not reach outside the graph")
        if kind == "name":
            self._name(value)
        elif not self._form and folded in _UPDATES:
            raise QueryError(f"{value.upper()} is refused: a query may not change the graph")
        elif not self._form and folded in _FORMS:
            self._form = folded
        elif folded in _CLAUSES:
            self._count("clauses", "clauses")
        elif folded in ("graph", "from"):
            self._counts[folded] += 1

    def _name(self, value: str) -> None:
        prefix, _, local = value.partition(":")
        self._used.add(prefix)
        if self._after_from():
            self._foreign(value, self._prefixes.get(prefix, "") + local)
        self._adjacent()

    def _iri(self, value: str) -> None:
        if len(value) > _LONGEST_IRI:  # the engine may read `?a<1+1+1...>2` as a comparison, whose parts are not counted here
            raise QueryError(f"the query has an IRI of more than {_LONGEST_IRI} characters; shorten it")
        if self._last_but_one == ("word", "prefix"):
            self._prefixes[self._last[1][:-1]] = value[1:-1]
        elif self._after_from():
            self._foreign(value, value[1:-1])
        self._adjacent()

    def _after_from(self) -> bool:
        return self._last == ("word", "from") or (self._last, self._last_but_one) == (("word", "named"), ("word", "from"))

    def _foreign(self, value: str, iri: str) -> None:
        if not known_graph(iri):
            raise QueryError(f"FROM {value} is refused: it names no graph of ours")

    def _adjacent(self) -> None:
        """Terms side by side make triple patterns (and lists, which are patterns too)."""
        if not self._listing and self._last[0] in _TERMS:
            self._count("neighbours", "terms side by side", 3 * self._caps.patterns)

    def _stop(self) -> None:
        inside = self._open[-1][0] if self._open else ""
        if inside != "(" and not self._listing:
            self._count("patterns", "triple patterns")

    def _down(self, bracket: str) -> None:
        if len(self._open) >= self._caps.nesting:
            raise QueryError(f"the query nests more than {self._caps.nesting} brackets; make it flatter")
        words = (self._last[1], self._last_but_one[1])
        values = bracket == "{" and (self._row or "values" in words)
        listed = bracket == "(" and (self._listing or words[0] in ("in", "values"))
        self._open.append((bracket, values or listed))

    def _up(self, bracket: str) -> None:
        if not self._open or self._open[-1][0] != _PAIRS[bracket]:
            raise QueryError(f"the SPARQL is wrong: {bracket!r} closes nothing")
        self._row = self._open.pop() == ("(", True)
