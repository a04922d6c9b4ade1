"""A view as one HTML file that needs nothing else: pyvis with a template of our own.

The stock template of pyvis 0.3.2 asks remote hosts for style sheets and lets names run as script in four places; ours escapes
everything, keeps data apart from code, forbids every request by policy, and draws positions computed beforehand with physics off.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from telegrapher.drawing.view import EdgeView, Said, View
from telegrapher.rules import table
from telegrapher.vocabulary import vocabulary

__all__ = ["look", "page"]

_TEMPLATES = Path(__file__).parent / "template"
_SCRIPT = "lib/vis-9.1.2/vis-network.min.js"


def look() -> Mapping[str, Any]:
    """How types look and how large a picture may be: `data/rules/drawing.yaml`."""
    return table("drawing")


def page(view: View) -> str:
    """The view as the text of one HTML page without any remote address.

    Args:
        view: what to show; positions in pixels.

    Returns:
        HTML; the same for the same view.
    """
    style = look()
    network = _network(view, style)
    tables = _Tables()
    _add_nodes(network, view, style, tables)
    _add_edges(network, view, tables)
    # pyvis hands its options to the template as text; the page needs them as a value.
    network.templateEnv.globals["explorer"] = _explorer(view, style, tables) | {"options": network.options}
    html: str = network.generate_html()
    return html


class _Ids(dict[str, None]):
    """What pyvis uses as a list of node ids; a look-up in it must not scan."""

    def append(self, item: str) -> None:
        self[item] = None


def _network(view: View, style: Mapping[str, Any]) -> Any:
    """A pyvis network with our template in place of its own."""
    import pyvis
    from jinja2 import ChoiceLoader, Environment, FileSystemLoader
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    loaders = [FileSystemLoader(_TEMPLATES), FileSystemLoader(Path(pyvis.__file__).parent / "templates")]
    network.templateEnv = Environment(loader=ChoiceLoader(loaders), autoescape=True)
    network.templateEnv.globals["visjs"] = _SCRIPT
    network.path = "explorer.html"
    network.node_ids = _Ids()
    network.options = {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "nodes": {"scaling": {"label": {"drawThreshold": 6}}},
        "edges": {"smooth": False, "selectionWidth": 1.5, "arrowStrikethrough": False, "arrows": {"to": {"scaleFactor": 0.45}}},
        "interaction": {
            "hideEdgesOnDrag": len(view.edges) > 900,
            "hideEdgesOnZoom": len(view.edges) > 900,
            "hover": len(view.nodes) <= style["limits"]["hover"],
            "tooltipDelay": 200,
            "multiselect": False,
            "keyboard": {"enabled": True, "bindToWindow": False},
        },
    }
    return network


class _Tables:
    """Texts and evidence once each: the page refers to them by number, which keeps large graphs small."""

    def __init__(self) -> None:
        self.quotes: dict[str, int] = {}
        self.said: list[list[dict[str, Any]]] = []

    def rows(self, said: tuple[Said, ...]) -> int:
        """Number of the row that holds these statements."""
        self.said.append(
            [
                {
                    "quote": self.quotes.setdefault(one.quote, len(self.quotes)),
                    "marks": one.marks,
                    "source": one.source,
                    "zone": one.zone,
                    "status": one.status,
                    "date": one.date,
                    "details": one.details,
                    "confidence": round(one.confidence, 3),
                    "rule": one.rule,
                }
                for one in said
            ]
        )
        return len(self.said) - 1


def _add_nodes(network: Any, view: View, style: Mapping[str, Any], tables: _Tables) -> None:
    limit = style["limits"]["label"]
    labels = vocabulary().types
    for node in view.nodes:
        kind = node.type if node.type in style["types"] else "Organization"
        network.add_node(
            node.id,
            label=node.label if len(node.label) <= limit else node.label[: limit - 1].rstrip() + "…",
            full=node.label,
            names=list(node.names),
            title=f"{node.label}\n{labels[kind].label}",
            kind=kind,
            shape=style["types"][kind]["shape"],
            size=round(7 + 3.2 * min(node.degree, 60) ** 0.5, 1),
            degree=node.degree,
            known=node.known,
            x=round(node.x, 1),
            y=round(node.y, 1),
            facts=[[label, value, tables.rows(said)] for label, value, said in node.facts],
        )


def _add_edges(network: Any, view: View, tables: _Tables) -> None:
    between: Counter[tuple[str, ...]] = Counter()
    for edge in view.edges:
        pair = tuple(sorted((edge.subject, edge.object)))
        between[pair] += 1
        network.add_edge(
            edge.subject,
            edge.object,
            relation=edge.relation,
            label=edge.label,
            inverse=edge.inverse,
            asserted=edge.asserted,
            status=_first(edge, "status"),
            date=_first(edge, "date"),
            name=f"{edge.subject} {edge.relation} {edge.object}",
            row=tables.rows(edge.said),
            smooth=_bend(between[pair], edge.subject == pair[0]),
        )


def _bend(position: int, forward: bool) -> bool | dict[str, Any]:
    """Further edges between the same two things are bent apart, so that each can be clicked."""
    if position == 1:
        return False
    clockwise = (position % 2 == 0) == forward
    return {"enabled": True, "type": "curvedCW" if clockwise else "curvedCCW", "roundness": round(0.12 * (position // 2), 2)}


def _first(edge: EdgeView, field: str) -> str:
    return next((value for one in edge.said if (value := getattr(one, field))), "")


def _explorer(view: View, style: Mapping[str, Any], tables: _Tables) -> dict[str, Any]:
    """What the page needs beside nodes and edges."""
    known = vocabulary()
    return {
        "title": view.title,
        "note": view.note,
        "types": {name: {**spec, "label": known.types[name].label} for name, spec in style["types"].items()},
        "relations": {edge.relation: edge.label for edge in view.edges},
        "sources": [{"id": one.id, "title": one.title, "published": one.published, "url": one.url} for one in view.sources],
        "quotes": list(tables.quotes),
        "said": tables.said,
    }
