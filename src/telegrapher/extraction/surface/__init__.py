"""What the words of a sentence say by their order alone, where no parse is needed or none can be trusted."""

from telegrapher.extraction.surface.rows import read_rows
from telegrapher.extraction.surface.rules import Row, rows

__all__ = ["Row", "read_rows", "rows"]
