"""Places: countries, regions, states by name; cities and areas by country where the text tells it, else by size or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from telegrapher.linking.rules import Rules
from telegrapher.linking.sense import Sense
from telegrapher.model import Entity, Link, Referent, entity_iri, fold
from telegrapher.reference import Area, Entry, Place, Reference

__all__ = ["Geography"]

_FOLLOWING = re.compile(r"\s*(?:,|\(|\bin\b)\s*([A-Z][\w.]*(?:[ -](?:and |of |the )?[A-Z][\w.]*){0,3})")


@dataclass(frozen=True, slots=True)
class Geography:
    """Names of places to entities."""

    reference: Reference
    rules: Rules

    def is_area(self, name: str) -> bool:
        """Whether a country, region or state goes by that name."""
        return bool(self._areas(name))

    def place(self, referent: Referent, sense: Sense) -> Entity:
        """The place that a referent means; ambiguous if namesakes of like size leave it open, new if no table knows it."""
        country, state = self._told(referent, sense)
        found = self._found(referent, sense, country, state)
        if found is None and country and not sense.hints(referent, "country"):
            country = ""  # what follows the name was the next of a list, not where it lies
            found = self._found(referent, sense, "", "")
        return found or self._unknown(referent, country)

    def _found(self, referent: Referent, sense: Sense, country: str, state: str) -> Entity | None:
        forms = (referent.name, *referent.aliases)
        cities = self._cities(forms, country)
        cities = [city for city in cities if state and city.admin1 == state] or cities
        areas = [entry for form in forms for entry in self._areas(form) if _lies_in(entry, country)]
        if not state and (area := self._area(areas, cities)):
            return _known(area, referent, Link.EXACT if referent.name in area.names else Link.NORMALISED)
        if points := self._points(forms, country, state, cities):
            link = Link.CONTEXT if country else Link.EXACT
            return _known(points[0], referent, link) if len(points) == 1 else _open(referent, sense)
        parts = self._parts(forms, country, state)
        if parts and self._means_area(sense, cities, parts):
            return self._part(referent, sense, parts, told=bool(country))
        return self._city(referent, sense, cities, told=bool(country)) if cities else None

    def _parts(self, forms: Iterable[str], country: str, state: str) -> list[Area]:
        """Divisions, islands and regions that go by one of the forms; those in the state that the text gives, if there are some."""
        found = {area.id: area for form in forms for area in self.reference.areas.find(form, country)}
        return [area for area in found.values() if state and area.admin1 == state] or list(found.values())

    def _means_area(self, sense: Sense, cities: list[Place], parts: list[Area]) -> bool:
        """Whether no city of its name is meant: none may be its seat, is well known, or lies in another country that is named."""
        own = {area.country for area in parts}
        least = {True: self.rules.seat_before_area, False: self.rules.city_before_area}
        if any(city.population >= least[city.country in own] for city in cities):
            return False
        return not {city.country for city in cities} & self._countries(sense) - own

    def _part(self, referent: Referent, sense: Sense, parts: list[Area], *, told: bool) -> Entity:
        """The area, if only one is left or lies in a country named in the text."""
        near = [area for area in parts if area.country in self._countries(sense)]
        best = next((some[0] for some in (parts, near) if len(some) == 1), None)
        if best is None:
            return _open(referent, sense)
        folded = fold(referent.name) == fold(best.name) or referent.name not in best.aliases
        link = Link.EXACT if referent.name == best.name else Link.NORMALISED if folded else Link.ALIAS
        return _entity(referent, best.iri, best.name, Link.CONTEXT if told or len(parts) > 1 else link)

    def _countries(self, sense: Sense) -> set[str]:
        """Codes of the countries that the text names."""
        return {entry.id.upper() for entry in sense.neighbours if entry.kind == "place" and len(entry.id) == len("gb")}

    def _cities(self, forms: Iterable[str], country: str) -> list[Place]:
        """Cities that go by one of the forms, each once, the most populous first."""
        found = {(city.name, city.lat, city.lon): city for form in forms for city in self.reference.places.find(form, country)}
        return sorted(found.values(), key=lambda city: (-city.population, city.iri))

    def _unknown(self, referent: Referent, country: str) -> Entity:
        iri = entity_iri("place", f"{referent.name} {country}".strip())
        if self.reference.by_iri(iri):
            iri = entity_iri("place", referent.name, "unlisted", country)
        return _entity(referent, iri, referent.name, Link.NEW)

    def _told(self, referent: Referent, sense: Sense) -> tuple[str, str]:
        """Country and state codes that the text gives a place: in a hint, or right after its name ("Austin, Texas")."""
        hints = sense.hints(referent, "country")
        if hints:
            return hints[0].upper(), next(iter(sense.hints(referent, "admin1")), "").upper()
        longer = (form[form.index(",") :] for form in (referent.name, *referent.aliases) if "," in form)
        for text in (*longer, *sense.after(referent)):
            if (following := _FOLLOWING.match(text)) and (code := self._code(following.group(1))):
                return code
        return "", ""

    def _code(self, name: str) -> tuple[str, str] | None:
        words = name.rstrip(".").split()
        for count in range(len(words), 0, -1):
            for entry in self._areas(" ".join(words[:count])):
                if len(entry.id) == len("gb") or _is_state(entry):
                    return entry.id[:2].upper(), entry.id[3:].upper()
        codes = (self._code_of_area(" ".join(words[:count])) for count in range(len(words), 0, -1))
        return next(filter(None, codes), None)

    def _code_of_area(self, name: str) -> tuple[str, str] | None:
        """Country and division if areas of one division alone go by that name, and no city of note does."""
        if any(city.population >= self.rules.seat_before_area for city in self.reference.places.find(name)):
            return None
        codes = {(area.country, area.admin1) for area in self.reference.areas.find(name)}
        return next(iter(codes)) if len(codes) == 1 and "" not in next(iter(codes)) else None

    def _areas(self, form: str) -> tuple[Entry, ...]:
        """Countries, regions and states of that name; landing points are points and answer elsewhere."""
        found = self.reference.exact(form) or (self.reference.folded(form) if len(form) > len("USA") else ())
        return tuple(entry for entry in found if entry.kind == "place" and not entry.values("lat"))

    def _area(self, areas: list[Entry], cities: list[Place]) -> Entry | None:
        """The area, unless its size speaks for the city of that name; a country before a state."""
        ranked = sorted(areas, key=lambda entry: (_is_state(entry), entry.iri))
        if not ranked or (_is_state(ranked[0]) and cities and cities[0].population >= self.rules.city_before_state):
            return None
        return ranked[0]

    def _points(self, forms: Iterable[str], country: str, state: str, cities: list[Place]) -> tuple[Entry, ...]:
        """Landing points of that name, where no city of another country or state is meant."""
        points = [entry for form in forms for entry in self.reference.folded(form) if entry.kind == "place" and entry.values("lat")]
        if state and any(city.admin1 == state for city in cities):
            points = [entry for entry in points if entry.iri in {city.iri for city in cities}]
        elif country:
            points = [entry for entry in points if entry.first("country").upper() == country]
        elif cities:
            points = [entry for entry in points if entry.first("country").upper() == cities[0].country and self._speaks(cities)]
        return tuple({entry.iri: entry for entry in points}.values())

    def _city(self, referent: Referent, sense: Sense, cities: list[Place], *, told: bool) -> Entity:
        countries = self._countries(sense)
        near = [city for city in cities if city.country in countries]
        if self._speaks(cities):
            best, link = cities[0], Link.CONTEXT if told and len(self.reference.places.find(referent.name)) > 1 else Link.EXACT
        elif near and self._speaks(near):
            best, link = near[0], Link.CONTEXT
        else:
            return _open(referent, sense)
        if best.name != referent.name and link is Link.EXACT:
            link = Link.NORMALISED if fold(best.name) == fold(referent.name) else Link.ALIAS
        if point := self.reference.by_iri(best.iri):  # a city where cables land goes by one name, however the text calls it
            return _known(point, referent, link)
        return _entity(referent, best.iri, best.name, link)

    def _speaks(self, cities: list[Place]) -> bool:
        """Whether the first city is so much larger than its next namesake that its name alone means it."""
        return len(cities) < 2 or cities[0].population >= self.rules.dominance * max(1, cities[1].population)


def _is_state(area: Entry) -> bool:
    """States and provinces have their country's code before theirs ("us-tx")."""
    return area.id[2:3] == "-"


def _lies_in(area: Entry, country: str) -> bool:
    return not country or area.id == country.lower() or area.id.startswith(f"{country.lower()}-")


def _known(entry: Entry, referent: Referent, link: Link) -> Entity:
    aliases = tuple(dict.fromkeys((*entry.aliases, *(form for form in (referent.name, *referent.aliases) if form != entry.name))))
    return Entity(entry.iri, entry.type, entry.name, entry.types, aliases, (), link)


def _entity(referent: Referent, iri: str, name: str, link: Link) -> Entity:
    aliases = tuple(form for form in (referent.name, *referent.aliases) if form != name)
    return Entity(iri, referent.type, name, (referent.type,), aliases, (), link)


def _open(referent: Referent, sense: Sense) -> Entity:
    iri = entity_iri("place", referent.name, sense.extraction.release.id)
    return _entity(referent, iri, referent.name, Link.AMBIGUOUS)
