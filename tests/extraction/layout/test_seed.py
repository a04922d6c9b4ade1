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
from telegrapher.model import Draft, Literal, Mention, Referent, Span
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


def _plain(draft: Draft) -> list[tuple[str, Mention | str]]:
    """The qualifiers without numbers and addresses of persons, which are looked up in the text and not repeated here."""
    return [(key, value) for key, value in draft.qualifiers if key not in ("phone", "email")]


@pytest.mark.skipif(not SEED.is_file(), reason="the shared folder is not here")
def test_the_layout_of_the_seed_says_this_and_no_more() -> None:
    read, drafts = read_layout(page())

    def name(end: Mention | Literal | str | None) -> str:
        if end is None or isinstance(end, str):
            return end or "RELEASE"
        return end.value if isinstance(end, Literal) else read.referents[end.key].name

    found = {
        (name(draft.subject), draft.predicate, name(draft.object), *(f"{key}={name(value)}" for key, value in _plain(draft)))
        for draft in drafts
    }
    reached = [dict(draft.qualifiers) for draft in drafts if draft.predicate == "contactFor"]
    assert all(re.fullmatch(r"\+[\d ()-]{12,}", str(one["phone"])) and str(one["phone"]) in read.release.text for one in reached)
    assert all(str(one["email"]).split("@")[1] in ("infinera.com", "bics.com") for one in reached)
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
        ("Anna Vue", "contactFor", "Infinera", "kind=media"),
        ("Leigh Salvo", "contactFor", "Infinera", "kind=investor"),
        ("Katrien Busschaert", "contactFor", "BICS", "jobTitle=Marketing Manager", "kind=media"),
        ("Katrien Busschaert", "worksFor", "BICS", "jobTitle=Marketing Manager"),
    }
