"""Reading with a language model, where the user has one: beside the rules or alone, and never believed without the words.

A model is asked through any endpoint that speaks the OpenAI chat protocol. Each of its statements must cite words that stand in the
text exactly, and name both ends inside them; what it cannot show is refused. Recorded answers make a reading repeatable.
"""

from telegrapher.modelling.questions import Answer, Question, questions
from telegrapher.modelling.reader import Model, ModelExtractor
from telegrapher.modelling.records import Records

__all__ = ["Answer", "Model", "ModelExtractor", "Question", "Records", "questions"]
