"""The release that everything began with: what its layout says, given its names."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from telegrapher.extraction.coreference import resolve
from telegrapher.extraction.layout import read_layout
from telegrapher.extraction.names import find_names  # noqa: F401  (loads the package in its order)
from telegrapher.extraction.page import Page
from telegrapher.extraction.sentences import sentences
from telegrapher.model import Literal, Mention, Referent, Span
from telegrapher.reading.intake import read_bytes

SHARED = Path(os.environ.get("TELEGRAPHER_SHARED", Path(__file__).resolve().parents[4] / "shared"))
SEED = SHARED / "seed" / "bics-infinera-2014-05-20.txt"

NAMES = {
    "Infinera": ("Vendor", ()),
    "BICS": ("Carrier", ()),
    "Global Telecoms Business Innovation Award": ("Award", ("Global Telecoms Business Innovation Awards",)),
    "Intelligent Transport Network": ("Product", ()),
    "DTN-X": ("Product", ()),
    "DTN": ("Product", ()),
    "ATN": ("Product", ()),
    "Mosaic": ("Service", ()),
    "BICS pan-European network": ("Network", ("BICS' pan-European network", "BICS' network")),
    "Europe Indian Gateway": ("Cable", ("EIG",)),
    "SEA-ME-WE": ("Cable", ()),
    "Eric Loos": ("Person", ()),
    "Chris Champion": ("Person", ()),
    "Johan Wouters": ("Person", ()),
    "Anna Vue": ("Person", ()),
    "Leigh Salvo": ("Person", ()),
    "Katrien Busschaert": ("Person", ()),
}
PLACES = "Europe,India,APAC,EMEA,Brussels,Bern,Dubai,New York,Singapore,Beijing,Accra,Cape Town,Miami,Montevideo,Nairobi,Toronto"
NAMES |= dict.fromkeys(PLACES.split(","), ("Place", ()))


def page() -> Page:
    release = read_bytes(SEED.read_bytes(), name=SEED.name)[0]
    forms = {form: name for name, (_, aliases) in NAMES.items() for form in (name, *aliases)}
    pattern = re.compile("|".join(rf"(?<![\w-]){re.escape(form)}(?![\w-]|\.com)" for form in sorted(forms, key=len, reverse=True)))
    keys = {name: f"e{number}" for number, name in enumerate(NAMES, 1)}
    mentions = tuple(
        Mention(Span(*match.span()), match[0], NAMES[forms[match[0]]][0], keys[forms[match[0]]])
        for match in pattern.finditer(release.text)
    )
    referents = {keys[name]: Referent(keys[name], kind, name, aliases) for name, (kind, aliases) in NAMES.items()}
    return resolve(Page(release, sentences(release), mentions, referents))


@pytest.mark.skipif(not SEED.is_file(), reason="the shared folder is not here")
def test_the_layout_of_the_seed_says_this_and_no_more() -> None:
    read, drafts = read_layout(page())

    def name(end: Mention | Literal | str | None) -> str:
        if end is None or isinstance(end, str):
            return end or "RELEASE"
        return end.value if isinstance(end, Literal) else read.referents[end.key].name

    found = {
        (name(draft.subject), draft.predicate, name(draft.object), *(f"{key}={name(value)}" for key, value in draft.qualifiers))
        for draft in drafts
    }
    award, network, platform = (
        "Global Telecoms Business Innovation Award",
        "BICS pan-European network",
        "Intelligent Transport Network",
    )
    held = "date=2014-05-12/2014-05-18"
    offices = {("BICS", "hasOfficeIn", city, "kind=regional") for city in ("Bern", "Dubai", "New York", "Singapore")}
    offices |= {
        ("BICS", "hasOfficeIn", city, "kind=representation")
        for city in ("Accra", "Cape Town", "Miami", "Montevideo", "Nairobi", "Toronto")
    }
    assert found == offices | {
        ("RELEASE", "issuedBy", "BICS"),
        ("RELEASE", "issuedBy", "Infinera"),
        ("Infinera", "tickerSymbol", "NASDAQ:INFN"),
        ("Infinera", "website", "www.infinera.com"),
        ("BICS", "website", "www.bics.com"),
        ("Infinera", "offers", platform),
        ("Infinera", "offers", "DTN-X"),
        ("Infinera", "offers", "DTN"),
        ("Infinera", "offers", "ATN"),
        ("DTN-X", "partOf", platform),
        ("DTN", "partOf", platform),
        ("ATN", "partOf", platform),
        ("BICS", "offers", "Mosaic"),
        ("BICS", "wonAward", award, held, "status=won"),
        ("Infinera", "wonAward", award, held, "status=won"),
        (award, "awardCategory", "Wholesale Service Innovation"),
        (award, "acceptedBy", "Eric Loos", held),
        (award, "acceptedBy", "Chris Champion", held),
        (award, "recognises", network),
        ("Europe Indian Gateway", "connects", "Europe"),
        ("Europe Indian Gateway", "connects", "India"),
        ("SEA-ME-WE", "connects", "Europe"),
        ("SEA-ME-WE", "connects", "APAC"),
        ("Eric Loos", "worksFor", "BICS"),
        ("Johan Wouters", "worksFor", "BICS", "jobTitle=SVP Capacity Business Management"),
        ("Chris Champion", "worksFor", "Infinera", "jobTitle=senior vice president, EMEA Sales"),
        ("BICS", "headquarteredIn", "Brussels"),
        ("BICS", "hasOfficeIn", "Beijing", "kind=satellite"),
        ("Anna Vue", "contactFor", "Infinera", "email=avue@infinera.com", "kind=media", "phone=+1 (916) 595-8157"),
        ("Leigh Salvo", "contactFor", "Infinera", "email=lsalvo@infinera.com", "kind=investor", "phone=+1 (408) 543-8139"),
        (
            "Katrien Busschaert",
            "contactFor",
            "BICS",
            "email=katrien.busschaert@bics.com",
            "jobTitle=Marketing Manager",
            "kind=media",
            "phone=+32 2 548 16 55",
        ),
        ("Katrien Busschaert", "worksFor", "BICS", "jobTitle=Marketing Manager"),
    }
