"""From bytes to releases.

`read_path`, `read_bytes` and `read_stream` take text, Markdown, HTML, mail, PDF, feeds, JSON Lines, WARC, archives and folders,
and give `Release` values: one normalised text, its zones, title, date and hints at the issuers.
"""

from telegrapher.reading.intake import Failure, read_bytes, read_path, read_stream
from telegrapher.reading.language import language_name

__all__ = ["Failure", "language_name", "read_bytes", "read_path", "read_stream"]
