"""Telegrapher turns telecom press releases into a knowledge graph in which every statement points to the words that say it."""

from telegrapher._version import __version__

__all__ = ["__version__"]
