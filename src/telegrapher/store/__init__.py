"""Where a graph lives: embedded on disk, or behind an endpoint."""

from telegrapher.store.editing import Change
from telegrapher.store.embedded import Store
from telegrapher.store.isolation import Limits
from telegrapher.store.manifest import Entry
from telegrapher.store.remote import Remote
from telegrapher.store.result import Result, Term

__all__ = ["Change", "Entry", "Limits", "Remote", "Result", "Store", "Term"]
