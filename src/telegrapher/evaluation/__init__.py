"""Gold documents to scores: precision, recall and F1 of statements, entities, types, qualifiers and evidence.

A gold folder holds, for each document, the document itself and `ID.gold.json` beside it. Names match after case folding and without
legal suffixes, articles and punctuation; literals match after normalisation; symmetric relations match in either order; what gold
marks as optional counts neither as missed nor as wrong. Qualifiers and types are scored on what matched.
"""

from telegrapher.evaluation.documents import as_document, gold_documents
from telegrapher.evaluation.scores import Difference, Score, Scores
from telegrapher.evaluation.scoring import evaluate

__all__ = ["Difference", "Score", "Scores", "as_document", "evaluate", "gold_documents"]
