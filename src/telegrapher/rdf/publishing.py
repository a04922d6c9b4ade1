"""The ontology as others want it: Turtle, RDF/XML, JSON-LD, and one page for people that needs no network."""

from __future__ import annotations

import html
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Final

import pyoxigraph as ox

from telegrapher.shipped import folder
from telegrapher.vocabulary import NAMESPACE, Vocabulary, vocabulary

__all__ = ["page", "publish", "rdf_file"]

_FORMATS: Final = {"ttl": ox.RdfFormat.TURTLE, "rdf": ox.RdfFormat.RDF_XML, "jsonld": ox.RdfFormat.JSON_LD}
_PREFIXES: Final = {
    "tel": NAMESPACE,
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "vann": "http://purl.org/vocab/vann/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_ENDS: Final = {"domain": ("rdfs:domain", "schema:domainIncludes"), "range": ("rdfs:range", "schema:rangeIncludes")}
_HEADER: Final = (
    "owl:versionInfo",
    "owl:versionIRI",
    "vann:preferredNamespaceUri",
    "dcterms:license",
    "dcterms:creator",
    "dcterms:modified",
)

_Rows = Mapping[str, Mapping[str, Sequence[str]]]
"""Subject to predicate to objects, all in short form (`tel:deploys`) where a prefix fits."""


def publish(target: Path) -> tuple[Path, ...]:
    """Write the ontology into a folder: `telegrapher.ttl`, `.rdf`, `.jsonld` (terms and code lists) and `index.html`.

    Args:
        target: the folder; made if it is not there.

    Returns:
        The files written.

    Raises:
        OSError: the folder cannot be written to.
    """
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for ending in _FORMATS:
        path = target / f"telegrapher.{ending}"
        path.write_bytes(rdf_file(ending))
        written.append(path)
    index = target / "index.html"
    index.write_text(page(), encoding="utf-8")
    return (*written, index)


def rdf_file(ending: str) -> bytes:
    """Terms and code lists as one RDF file: `ttl`, `rdf` (RDF/XML) or `jsonld`; the same bytes each time."""
    data = ox.Dataset(ox.Quad(*triple) for triple in _triples())
    data.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    ordered = sorted((quad.triple for quad in data), key=str)
    return ox.serialize(ordered, format=_FORMATS[ending], prefixes=_PREFIXES) or b""


def _triples() -> tuple[ox.Triple, ...]:
    files = (folder("ontology") / name for name in ("telegrapher.ttl", "codes.ttl"))
    return tuple(quad.triple for path in files for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE))


def page() -> str:
    """The page for people: header, two drawings, a table for each part of the vocabulary, each term under its name as anchor."""
    rows, terms = _rows(_triples()), vocabulary()
    parts = _by_usage(rows)
    ontology = rows[NAMESPACE.rstrip("#")]
    template = Template((folder("ontology") / "page.html").read_text(encoding="utf-8"))
    return template.substitute(
        title=html.escape(ontology["dcterms:title"][0]),
        description=html.escape(ontology["dcterms:description"][0]),
        metadata="".join(f"<dt>{key.partition(':')[2]}</dt><dd>{_cell(ontology[key])}</dd>" for key in _HEADER),
        svg=_drawing(terms),
        matrix=_matrix(terms),
        types=_table(("type", "kind of", "is"), [_type_row(rows, name) for name in parts["type"]]),
        relations=_properties(rows, parts["relation"]),
        qualifiers=_properties(rows, parts["qualifier"]),
        structure=_properties(rows, parts["structure"]),
        inferred=_properties(rows, sorted([*parts["inverse"], *parts["broader"]])),
        codes="".join(_code_list(terms, name) for name in terms.codes),
    )


def _rows(triples: Iterable[ox.Triple]) -> _Rows:
    rows: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        rows[_short(triple.subject)][_short(triple.predicate)].append(_short(triple.object))
    return {subject: {key: sorted(values) for key, values in row.items()} for subject, row in rows.items()}


def _short(term: object) -> str:
    value = str(getattr(term, "value", term))
    if isinstance(term, ox.NamedNode):
        for prefix, namespace in _PREFIXES.items():
            if value.startswith(namespace):
                return f"{prefix}:{value.removeprefix(namespace)}"
    return value


def _by_usage(rows: _Rows) -> Mapping[str, list[str]]:
    parts: dict[str, list[str]] = defaultdict(list)
    for subject, row in sorted(rows.items()):
        for usage in row.get("tel:usage", ()):
            parts[usage].append(subject)
    return parts


def _cell(values: Iterable[str]) -> str:
    """Values for a cell: terms of ours as links into the page, addresses as links, the rest as text."""
    found = []
    for value in values:
        safe = html.escape(value)
        if value.startswith("tel:"):
            found.append(f'<a href="#{safe[4:]}"><code>{safe[4:]}</code></a>')
        elif value.startswith(("https://", "http://")):
            found.append(f'<a href="{safe}">{safe}</a>')
        else:
            found.append(f"<code>{safe}</code>" if ":" in value else safe)
    return ", ".join(found)


def _words(row: Mapping[str, Sequence[str]]) -> str:
    text = html.escape(" ".join(row.get("skos:definition", ())))
    comment = html.escape(" ".join(row.get("rdfs:comment", ())))
    return f"{text}<small>{comment}</small>" if comment else text


def _table(heads: Sequence[str], rows: Iterable[tuple[str, Sequence[str]]]) -> str:
    head = "".join(f'<th scope="col">{head}</th>' for head in heads)
    body = "".join(f'<tr id="{anchor}">{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>\n' for anchor, cells in rows)
    return f"<thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody>"


def _type_row(rows: _Rows, name: str) -> tuple[str, Sequence[str]]:
    row = rows[name]
    above = [*row.get("rdfs:subClassOf", ()), *(f"near {other}" for other in row.get("skos:closeMatch", ()))]
    return name[4:], (f"<code>{name[4:]}</code>", _cell(above), _words(row))


def _properties(rows: _Rows, names: Iterable[str]) -> str:
    return _table(("property", "from", "to", "inverse", "below, near", "is"), [_property_row(rows, name) for name in names])


def _property_row(rows: _Rows, name: str) -> tuple[str, Sequence[str]]:
    row = rows[name]
    ends = [_cell(value for key in _ENDS[end] for value in row.get(key, ())) for end in ("domain", "range")]
    symmetric = "owl:SymmetricProperty" in row.get("rdf:type", ())
    related = [*row.get("rdfs:subPropertyOf", ()), *(f"near {other}" for other in row.get("skos:closeMatch", ()))]
    inverse = "itself" if symmetric else _cell(row.get("owl:inverseOf", ()))
    return name[4:], (f"<code>{name[4:]}</code>", *ends, inverse, _cell(related), _words(row))


def _code_list(terms: Vocabulary, name: str) -> str:
    rows = [
        (f"{name}-{code.name}", (f"<code>{code.name}</code>", *map(html.escape, (code.label, code.definition))))
        for code in terms.codes[name].values()
    ]
    return f"<h3>{name}</h3>\n<table>{_table(('code', 'label', 'is'), rows)}</table>\n"


# -- which kinds are related


def _kinds(terms: Vocabulary) -> list[str]:
    """The top kinds, and the document."""
    return ["Release", *(name for name, kind in terms.types.items() if not kind.parents)]


def _pairs(terms: Vocabulary) -> Mapping[tuple[str, str], list[str]]:
    pairs: dict[tuple[str, str], list[str]] = defaultdict(list)
    for relation in terms.relations.values():
        for start in relation.domain:
            for end in relation.range:
                pairs[start, end].append(relation.name)
    return pairs


def _matrix(terms: Vocabulary) -> str:
    pairs, kinds = _pairs(terms), _kinds(terms)
    columns = [kind for kind in kinds if any((start, kind) in pairs for start in kinds)]
    starts = [kind for kind in kinds if any((kind, end) in pairs for end in kinds)]
    rows = [
        (f"from-{start}", (f"<b>{start}</b>", *(_cell(f"tel:{name}" for name in pairs.get((start, end), ())) for end in columns)))
        for start in starts
    ]
    return _table(("", *columns), rows)


def _drawing(terms: Vocabulary) -> str:
    """The top kinds on a ring; a line where relations hold, as thick as they are many, named on pointing at it."""
    kinds = [kind for kind in _kinds(terms) if any(kind in pair for pair in _pairs(terms))]
    ring = {
        kind: (450 + 330 * math.cos(2 * math.pi * index / len(kinds)), 260 + 200 * math.sin(2 * math.pi * index / len(kinds)))
        for index, kind in enumerate(kinds)
    }
    lines = [
        _line(ring[start], ring[end], start, end, names) for (start, end), names in sorted(_pairs(terms).items()) if start != end
    ]
    boxes = [_box(kind, x, y) for kind, (x, y) in ring.items()]
    body = "".join(lines) + "".join(boxes)
    return f'<svg viewBox="0 0 900 520" role="img" aria-label="Top kinds and the relations between them">{body}</svg>'


def _box(kind: str, x: float, y: float) -> str:
    frame = f'<rect x="{x - 62:.0f}" y="{y - 17:.0f}" width="124" height="34" rx="6"/>'
    return f'{frame}<text x="{x:.0f}" y="{y + 5:.0f}" text-anchor="middle">{kind}</text>'


def _line(first: tuple[float, float], last: tuple[float, float], start: str, end: str, names: Sequence[str]) -> str:
    (x, y), (to_x, to_y) = first, last
    bend_x, bend_y = (x + to_x) / 2 + (to_y - y) * 0.08, (y + to_y) / 2 - (to_x - x) * 0.08
    path = f"M{x:.0f} {y:.0f} Q{bend_x:.0f} {bend_y:.0f} {to_x:.0f} {to_y:.0f}"
    return f'<path d="{path}" stroke-width="{1 + 0.5 * len(names):.1f}"><title>{start} to {end}: {", ".join(names)}</title></path>'
