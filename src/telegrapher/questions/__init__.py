"""Competency questions: `queries/*.rq`, their typed parameters, and how values are bound to them.

A file is SPARQL that runs as it stands and answers for everything. Its header says the question in words, its parameters
and its columns:

    # question: Which carriers deploy whose platforms, on what, and since when at the latest?
    # parameter vendor: entity Organization; only deployments of this supplier; e.g. Infinera
    # column carrier: who deploys

A parameter is a variable of the query. It stands in one or more lines that begin with `VALUES ?vendor { UNDEF }`; what
follows in such a line are patterns that only narrowing needs and that let everything pass as long as the variable is open.
Binding puts terms in place of UNDEF, as the RDF library writes them; leaving the parameter out removes its lines. Text of the
caller is never pasted into SPARQL.

The line stands inside the group whose patterns it narrows, before any OPTIONAL: outside it, the engine plans the group without
knowing the value and reads all of it.
"""

from telegrapher.questions.asking import ask, behind, sentences
from telegrapher.questions.names import Names, Source, entity_names
from telegrapher.questions.question import Column, Parameter, Question, question, questions, read_questions
from telegrapher.questions.serving import competencies, terms_of
from telegrapher.questions.unlinked import Unlinked, unlinked

__all__ = [
    "Column",
    "Names",
    "Parameter",
    "Question",
    "Source",
    "Unlinked",
    "ask",
    "behind",
    "competencies",
    "entity_names",
    "question",
    "questions",
    "read_questions",
    "sentences",
    "terms_of",
    "unlinked",
]
