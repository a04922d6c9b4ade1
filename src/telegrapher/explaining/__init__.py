"""Why a release was read as it was: each sentence with its state, names, references, rules, statements and refusals."""

from telegrapher.explaining.explain import explain, explanations
from telegrapher.explaining.page import page
from telegrapher.explaining.text import as_text
from telegrapher.explaining.values import Claim, Explanation, Line, Name, Quoted, State, Thing, Try

__all__ = ["Claim", "Explanation", "Line", "Name", "Quoted", "State", "Thing", "Try", "as_text", "explain", "explanations", "page"]
