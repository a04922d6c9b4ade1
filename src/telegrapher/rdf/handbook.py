"""The ontology as one page for people: drawings, a card for each term, the questions that each serves; no network needed."""

from __future__ import annotations

import base64
import hashlib
import html
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import Template
from typing import Final

from pyoxigraph import Triple

from telegrapher.rdf.competency import Competency
from telegrapher.rdf.diagrams import relation_map, type_tree
from telegrapher.rdf.listing import NAMESPACES, Rows, constraints, rows, triples
from telegrapher.shipped import folder
from telegrapher.vocabulary import NAMESPACE, Vocabulary, vocabulary

__all__ = ["page"]

_HEADER: Final = {
    "owl:versionInfo": "version",
    "dcterms:modified": "changed",
    "dcterms:license": "licence",
    "dcterms:creator": "by",
    "vann:preferredNamespaceUri": "namespace",
    "owl:versionIRI": "this version",
}
_PARTS: Final = ("type", "relation", "qualifier", "structure", "broader", "inverse")
_FROM: Final = ("rdfs:domain", "schema:domainIncludes")
_TO: Final = ("rdfs:range", "schema:rangeIncludes")
_MARKS: Final = {
    "owl:SymmetricProperty": "symmetric",
    "owl:IrreflexiveProperty": "irreflexive",
    "owl:FunctionalProperty": "functional",
    "owl:TransitiveProperty": "transitive",
}


def page(questions: Iterable[Competency] = (), *, found: Iterable[Triple] | None = None) -> str:
    """The page: header, drawings, terms and codes under their names as anchors, and the questions with the terms that they need.

    Args:
        questions: what the ontology is asked.
        found: the ontology; the shipped one by default.

    Returns:
        HTML; the same bytes for the same ontology and questions.
    """
    book = _Book(rows(triples() if found is None else found), vocabulary(), tuple(questions), constraints())
    ontology = book.rows[NAMESPACE.rstrip("#")]
    script = _part("page.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    lists = "".join(book.code_list(name) for name in book.terms.codes)
    return Template(_part("page.html")).substitute(
        title=html.escape(ontology["dcterms:title"][0]),
        description=html.escape(ontology["dcterms:description"][0]),
        metadata="".join(f"<dt>{word}</dt><dd>{_cell(ontology[key])}</dd>" for key, word in _HEADER.items()),
        style=_part("page.css"),
        script=script,
        digest=digest,
        contents=book.contents(),
        map=relation_map(book.terms),
        tree=type_tree(book.terms),
        codes=lists,
        questions="".join(map(book.question, book.questions)),
        count=str(len(book.questions)),
        **{part: "".join(book.card(name) for name in book.parts[part]) for part in _PARTS},
    )


def _part(name: str) -> str:
    return (folder("ontology") / name).read_text(encoding="utf-8").strip("\n")


def _cell(values: Iterable[str]) -> str:
    """Values in a row: terms of ours as links into the page, addresses as links, the rest as text."""
    return ", ".join(map(_value, values))


def _value(value: str) -> str:
    safe = html.escape(value)
    prefix, _, local = value.partition(":")
    if prefix == "tel":
        return f'<a href="#{safe[4:]}"><code>{safe[4:]}</code></a>'
    if value.startswith(("https://", "http://")):
        return f'<a href="{safe}">{safe}</a>'
    if prefix in NAMESPACES:
        return f'<a href="{html.escape(NAMESPACES[prefix] + local)}"><code>{safe}</code></a>'
    return safe


def _links(links: Iterable[tuple[str, str]]) -> str:
    return "".join(f'<li><a href="#{anchor}">{name}</a></li>' for anchor, name in links)


def _list(name: str) -> str:
    return f'<a href="#list-{name}">{name}</a>'


@dataclass(frozen=True, slots=True)
class _Book:
    """What the cards are written from."""

    rows: Rows
    terms: Vocabulary
    questions: tuple[Competency, ...]
    asked: Mapping[str, Sequence[str]]

    @property
    def parts(self) -> Mapping[str, Sequence[str]]:
        """Part of the vocabulary to its terms, in short form and order of name."""
        found: dict[str, list[str]] = defaultdict(list)
        for subject, row in sorted(self.rows.items(), key=lambda item: item[0].casefold()):
            for usage in row.get("tel:usage", ()):
                found[usage].append(subject)
        return found

    def contents(self) -> str:
        """Links to all terms, by part."""
        titles = {"type": "Types", "relation": "Relations", "qualifier": "Qualifiers", "structure": "Statement layer"}
        groups = [(titles[part], [(name[4:], name[4:]) for name in self.parts[part]]) for part in titles]
        groups.append(("Super-relations, inverses", [(n[4:], n[4:]) for part in ("broader", "inverse") for n in self.parts[part]]))
        groups.append(("Code lists", [(f"list-{name}", name) for name in self.terms.codes]))
        groups.append(("Questions", [(f"question-{one.name}", one.name) for one in self.questions]))
        return "".join(f"<details><summary>{title}</summary><ul>{_links(links)}</ul></details>" for title, links in groups if links)

    def card(self, name: str) -> str:
        """One term."""
        row, local = self.rows[name], name.partition(":")[2]
        tags = [*row["tel:usage"], *(_MARKS[kind] for kind in row.get("rdf:type", ()) if kind in _MARKS)]
        gone = "true" in row.get("owl:deprecated", ())
        tags += ["deprecated"] if gone else []
        kind = "term gone" if gone else "term"
        marks = "".join(f'<span class="tag {tag}">{tag}</span>' for tag in tags)
        told, label = html.escape(" ".join(row.get("skos:definition", ()))), html.escape(row["rdfs:label"][0])
        more = [f'<p class="note">{html.escape(text)}</p>' for text in row.get("rdfs:comment", ())]
        more += [f'<p class="example"><span>for instance</span> {html.escape(text)}</p>' for text in row.get("skos:example", ())]
        facts = "".join(f"<dt>{key}</dt><dd>{value}</dd>" for key, value in self._facts(name, row) if value)
        return (
            f'<article class="{kind}" id="{local}"><h3><a class="self" href="#{local}">{local}</a> '
            f'<span class="label">{label}</span>{marks}</h3>'
            f"<p>{told}</p>{''.join(more)}<dl>{facts}</dl></article>\n"
        )

    def _facts(self, name: str, row: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
        yield "replaced by", _cell(row.get("dcterms:isReplacedBy", ()))
        yield "kind of", _cell(_own(row.get("rdfs:subClassOf", ())))
        yield "kinds", _cell(self._pointing(name, "rdfs:subClassOf"))
        yield "from", _cell(value for key in _FROM for value in row.get(key, ()))
        yield "to", _cell(value for key in _TO for value in row.get(key, ()))
        yield "read as", _cell(row.get("tel:valueKind", ()))
        scheme = NAMESPACES["tel"].replace("ontology#", "id/")
        yield "codes", ", ".join(_list(value.removeprefix(scheme)) for value in row.get("tel:codeList", ()))
        yield "inverse", _cell(row.get("owl:inverseOf", ()))
        yield "below", _cell(_own(row.get("rdfs:subPropertyOf", ())))
        yield "above", _cell(self._pointing(name, "rdfs:subPropertyOf"))
        yield "has", _cell(self._pointing(name, *_FROM, part=("relation", "qualifier", "structure")))
        yield "is object of", _cell(self._pointing(name, *_TO, part=("relation", "qualifier", "structure")))
        foreign = [*row.get("rdfs:subClassOf", ()), *row.get("rdfs:subPropertyOf", ())]
        yield "narrower than", _cell(value for value in foreign if not value.startswith("tel:"))
        yield "close to", _cell(row.get("skos:closeMatch", ()))
        yield "must", _lines(self.asked.get(name, ()))
        yield "serves", self._served(name)
        yield "address", f"<code>{html.escape(NAMESPACE + name[4:])}</code>"

    def _pointing(self, name: str, *keys: str, part: Sequence[str] = _PARTS) -> list[str]:
        """Terms of some parts of the vocabulary that point to this one."""
        found = (
            other
            for other, row in self.rows.items()
            if any(name in row.get(key, ()) for key in keys) and set(part) & {*row.get("tel:usage", ())}
        )
        return sorted(found, key=str.casefold)

    def _served(self, name: str) -> str:
        """The questions that need a term; an inverse is needed where its relation is."""
        row = self.rows.get(name, {})
        names = {name[4:], *(value[4:] for value in row.get("owl:inverseOf", ()) if "inverse" in row.get("tel:usage", ()))}
        return self._asked(names) or ("structure" if "structure" in row.get("tel:usage", ()) else "")

    def _asked(self, names: set[str]) -> str:
        return ", ".join(
            f'<a href="#question-{one.name}">{one.name}</a>' for one in self.questions if not names.isdisjoint(one.terms)
        )

    def question(self, one: Competency) -> str:
        """One question with the terms that it needs; codes by their list."""
        terms = [f"tel:{term}" for term in one.terms if "/" not in term]
        lists = sorted({term.partition("/")[0] for term in one.terms if "/" in term})
        needed = ", ".join([_cell(terms), *(f"codes of {_list(name)}" for name in lists)]) if lists else _cell(terms)
        return (
            f'<article class="term" id="question-{one.name}"><h3><a class="self" href="#question-{one.name}">{one.name}</a></h3>'
            f"<p>{html.escape(one.title)}</p><dl><dt>needs</dt><dd>{needed}</dd></dl></article>\n"
        )

    def code_list(self, name: str) -> str:
        """One code list as a table."""
        lines = "".join(
            f'<tr id="{name}-{word}"><th scope="row"><code>{word}</code></th>'
            f"<td>{html.escape(code.definition)}</td><td>{self._asked({f'{name}/{word}'})}</td></tr>\n"
            for word, code in self.terms.codes[name].items()
        )
        head = '<tr><th scope="col">code</th><th scope="col">is</th><th scope="col">serves</th></tr>'
        holders = _cell(f"tel:{term}" for term, lists in self.terms.lists.items() if name in lists)
        return (
            f'<article class="term" id="list-{name}"><h3><a class="self" href="#list-{name}">{name}</a></h3>'
            f"<p>Values of {holders}. Address of a code: <code>https://w3id.org/telegrapher/id/{name}/WORD</code></p>"
            f'<div class="wide"><table><thead>{head}</thead><tbody>{lines}</tbody></table></div></article>\n'
        )


def _lines(found: Sequence[str]) -> str:
    """Sentences one below the other; many of them folded."""
    text = "<br>".join(map(html.escape, found))
    return text if len(found) <= 3 else f"<details><summary>{len(found)} conditions</summary>{text}</details>"


def _own(values: Iterable[str]) -> list[str]:
    return [value for value in values if value.startswith("tel:")]
