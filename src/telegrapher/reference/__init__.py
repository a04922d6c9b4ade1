"""Curated knowledge of the telecom world: organisations, cables, products, awards, technologies, places and lineage."""

from telegrapher.reference.areas import Area, Areas
from telegrapher.reference.checks import Problem, check
from telegrapher.reference.entry import Entry, Fact
from telegrapher.reference.lineage import Event, Lineage
from telegrapher.reference.loading import load, nothing
from telegrapher.reference.normal import bare, normal
from telegrapher.reference.own import Merged, check_own, draft_rows, fingerprint, layered, merge, table_named
from telegrapher.reference.places import Place, Places
from telegrapher.reference.reference import Reference

__all__ = [
    "Area",
    "Areas",
    "Entry",
    "Event",
    "Fact",
    "Lineage",
    "Merged",
    "Place",
    "Places",
    "Problem",
    "Reference",
    "bare",
    "check",
    "check_own",
    "draft_rows",
    "fingerprint",
    "layered",
    "load",
    "merge",
    "normal",
    "nothing",
    "table_named",
]
