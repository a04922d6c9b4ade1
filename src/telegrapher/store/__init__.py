"""Where a graph lives: embedded on disk, or behind an endpoint."""

from telegrapher.store.embedded import Change, Store
from telegrapher.store.manifest import Entry
from telegrapher.store.result import Result, Term

__all__ = ["Change", "Entry", "Result", "Store", "Term"]
