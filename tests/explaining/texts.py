"""Invented releases, and how they are read."""

from __future__ import annotations

from telegrapher.model import Release
from telegrapher.reading import read_bytes

NEWS = """Nordvik Telecom picks Lumaris

BERGEN, Norway, March 3, 2021 - Nordvik Telecom AS, a carrier, has deployed the L-90 platform from Lumaris Networks \
Inc. on its national network. The company serves two million homes.

"We plan to deploy the M-20 platform next year," said Ola Berg, CEO of Nordvik Telecom.

Nordvik Telecom could acquire Fjordline Systems. Nordvik Telecom has deployed the L-90 platform. Rain fell that day.

About Nordvik Telecom
Nordvik Telecom is headquartered in Bergen, Norway.

Forward-looking statements
This news release contains forward-looking statements that involve risks and uncertainties; actual results may differ materially.
"""

GERMAN = """Nordvik wählt neue Technik

Das Unternehmen hat heute mitgeteilt, dass es die neue Plattform in seinem Netz eingeführt hat und nun \
weitere Kunden damit versorgen will. Die Arbeiten sind \
nach Angaben der beiden Firmen bereits abgeschlossen und die Kunden können sich auf schnelle Leitungen freuen.
"""


def release_of(text: str, name: str = "news") -> Release:
    (release,) = read_bytes(text.encode("utf-8"), name=name)
    return release
