"""Wikidata to a harvest: organisations and cables, by number or by group, a page and a chunk at a time.

The questions are `queries/wikidata/*.rq`; values go into their VALUES as terms. Members of a group are paged by address: each page
begins after the last address of the one before, so that no change at the source makes a page skip or repeat. What is said of them
is asked for in chunks, which keeps each question far below the service's limit of 60 seconds. Labels are read as triples, not
through the label service.

Manners, as the manual of the query service and Wikimedia's policy for user agents ask: one question at a time, a name with version
and contact, what `Retry-After` says (or a minute after status 429), and a cache.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from functools import cache as once
from importlib.metadata import version
from pathlib import Path
from typing import Final

from telegrapher._version import __version__
from telegrapher.errors import EndpointError, InputError, UnknownNameError
from telegrapher.importing.asking import Asker, Cache, Waiting
from telegrapher.importing.rules import Group, WikidataRules, wikidata_rules
from telegrapher.importing.wikientries import gathered, number_of, wiki_entries
from telegrapher.questions import Question, Source, read_questions
from telegrapher.reference import Reference
from telegrapher.reference.outside import Harvest
from telegrapher.shipped import folder
from telegrapher.store import Limits, Remote, Result, Term
from telegrapher.store.remote import Retry

__all__ = ["agent", "ask_wikidata", "read_wikidata"]

_CONTACT: Final = re.compile(r"[^\s()<>]+@[^\s()<>]+\.[^\s()<>]+|https?://[^\s()<>]+")
_CLASS: Final = re.compile(r"(Q[1-9]\d*):(Organization|Cable)")


def agent(contact: str) -> str:
    """How the program is called before Wikimedia: name, version and whom to write to.

    Raises:
        InputError: the contact is no e-mail address and no web address.
    """
    if not _CONTACT.fullmatch(contact) or not contact.isascii() or not contact.isprintable():
        what = f"{contact!r} is no contact" if contact else "no contact is given"
        raise InputError(f"{what}; Wikimedia asks for an e-mail or web address at which you can be reached")
    return f"telegrapher/{__version__} ({contact}) SPARQLWrapper/{version('SPARQLWrapper')}"


def ask_wikidata(
    contact: str = "",
    *,
    endpoint: str = "",
    cache: Path | None = None,
    offline: bool = False,
    refresh: bool = False,
    waiting: Waiting | None = None,
) -> Asker:
    """Who answers for Wikidata: the query service, asked with manners, behind a cache.

    Args:
        contact: e-mail or web address of whoever asks; needed unless `offline`.
        endpoint: another endpoint with the same data.
        cache: folder of answers, so that an import that broke off goes on where it was; none if not given.
        offline: take the cache alone.
        refresh: ask anew for what the cache has.
        waiting: what waits, and how long in all, while the service is busy; made from the shipped rules by default.

    Raises:
        InputError: no contact.
        EndpointError: the endpoint's address is none of http or https.
    """
    rules = wikidata_rules()
    waiting = waiting or Waiting(rules.patience)
    retry = Retry(**asdict(rules.retry), jitter=waiting.jitter, sleep=waiting)
    limits = Limits(seconds=rules.seconds)
    name = "" if offline else agent(contact)
    remote = Remote(endpoint or rules.endpoint, limits=limits, retry=retry, graphs=(), agent=name)
    answers = Cache(cache, remote.url) if cache else None
    return Asker(None if offline else remote, answers, refresh=refresh, pause=lambda: waiting.sleep(rules.pause))


def read_wikidata(
    source: Source, reference: Reference, *, groups: Sequence[str] = (), limit: int | None = None, retrieved: str = ""
) -> Harvest:
    """Organisations and cables as Wikidata describes them.

    Args:
        source: what answers SPARQL: the query service, files in memory, an `Asker`.
        reference: ours; without `groups`, those things are asked for whose number it has among their identifiers.
        groups: `cables`, `companies`, `vendors`, or `CLASS:TYPE` (`Q123:Organization`, `Q123:Cable`) for another class.
        limit: members of each group that are taken at most, by order of address.
        retrieved: ISO day on which it was asked, if it is to be told.

    Raises:
        UnknownNameError: no such group.
        EndpointError: the source failed, does not page, or has more members than are taken.
    """
    rules = wikidata_rules()
    asking = _Asking(source, rules)
    types = asking.members(groups, limit) if groups else _known(reference)
    items = gathered(asking.things(sorted(types)), rules)
    entries, problems = wiki_entries(items, types, rules)
    told = replace(rules.source, modified=asking.state(), retrieved=retrieved)
    return Harvest(told, entries, tuple(sorted((*problems, *asking.problems))))


def _known(reference: Reference) -> Mapping[str, str]:
    """Numbers that our organisations and cables have, to their type."""
    scheme = wikidata_rules().identifier + ":"
    found = {}
    for entry in reference.entries:
        for identifier in entry.values("identifiers"):
            if identifier.startswith(scheme) and entry.kind in ("organization", "cable"):
                found[identifier.removeprefix(scheme)] = "Cable" if entry.kind == "cable" else "Organization"
    return found


class _Asking:
    def __init__(self, source: Source, rules: WikidataRules) -> None:
        self.problems: list[str] = []
        self._source = source
        self._rules = rules

    def state(self) -> str:
        """ISO day of the data; empty if the source does not tell."""
        days = [str(row[0])[: len("2020-01-01")] for row in self._source.run(_queries()["state"].text)]
        return days[0] if days and re.fullmatch(r"\d{4}-\d{2}-\d{2}", days[0]) else ""

    def members(self, groups: Sequence[str], limit: int | None) -> Mapping[str, str]:
        """Numbers of the members of groups, to their type; what is in two groups keeps the first one's."""
        found: dict[str, str] = {}
        for name in dict.fromkeys(groups):
            classes, kind = self._classes(name)
            for iri in self._paged(name, classes, limit) if classes else ():
                if key := number_of(iri, self._rules):
                    found.setdefault(key, kind)
        return found

    def _classes(self, name: str) -> tuple[list[str], str]:
        if own := _CLASS.fullmatch(name):
            return [self._rules.entity + own[1]], own[2]
        group = self._group(name)
        asked = _queries()["classes"].bind({"name": [Term(label, language="en") for label in group.labels]})
        classes = sorted({str(row[0]) for row in self._source.run(asked) if number_of(str(row[0]), self._rules)})
        if not classes:
            self.problems.append(f"no class of the source is called {' or '.join(group.labels)}; the group {name} is empty")
        return classes, group.type

    def _group(self, name: str) -> Group:
        if name not in self._rules.groups:
            raise UnknownNameError(f"no group {name!r}; there are {', '.join(self._rules.groups)}, and CLASS:TYPE (Q123:Cable)")
        return self._rules.groups[name]

    def _paged(self, name: str, classes: Sequence[str], limit: int | None) -> list[str]:
        found: list[str] = []
        while limit is None or len(found) < limit:
            after = found[-1] if found else ""
            values = {"class": [Term(one, "iri") for one in classes], "after": [Term(after)]}
            page = [str(row[0]) for row in self._source.run(_queries()["members"].bind(values))]
            if not page:
                break
            if page != sorted(set(page)) or page[0] <= after:
                raise EndpointError(f"the source does not page: asked for members of {name} after {after!r}, it gives {page[0]!r}")
            found += page
            if len(found) > self._rules.most:
                raise EndpointError(f"the group {name} has more than {self._rules.most:,} members; give a limit")
        return found[:limit]

    def things(self, numbers: Sequence[str]) -> Iterator[Result]:
        """What is said of things, in chunks."""
        for start in range(0, len(numbers), self._rules.chunk):
            chunk = numbers[start : start + self._rules.chunk]
            yield self._source.run(_queries()["things"].bind({"item": [Term(self._rules.entity + one, "iri") for one in chunk]}))


@once
def _queries() -> Mapping[str, Question]:
    return {one.name: one for one in read_questions(folder("queries") / "wikidata")}
