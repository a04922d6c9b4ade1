"""What others publish, brought by the user: each source into a named graph of its own, with licence and provenance, linked to ours.

Nothing of it ships with the package, reaches the graph of facts, or leaves in an export unless asked for by name.
"""

from telegrapher.importing.bringing import Imported, bring, forget, imports
from telegrapher.importing.cablemap import read_cable_map
from telegrapher.importing.days import day
from telegrapher.importing.wikidata import ask_wikidata, read_wikidata

__all__ = ["Imported", "ask_wikidata", "bring", "day", "forget", "imports", "read_cable_map", "read_wikidata"]
