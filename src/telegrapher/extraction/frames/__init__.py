"""Sentences to drafts by frames: trigger words, roles by syntax and type, statements; all of it data."""

from telegrapher.extraction.frames.frame import Frame, frames, load
from telegrapher.extraction.frames.matching import read_sentences

__all__ = ["Frame", "frames", "load", "read_sentences"]
