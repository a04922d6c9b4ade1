"""Cities by name, country and size."""

import gzip

from telegrapher.reference import Places, load

TABLE = """name,country,lat,lon,population,admin1,aliases
"Washington, D.C.",US,38.9,-77.0,700000,DC,Washington
Berne,US,40.6,-84.9,4000,IN,
Córdoba,AR,-31.4,-64.2,1400000,05,
Córdoba,ES,37.9,-4.8,320000,51,
New York City,US,40.7,-74.0,8800000,NY,New York|NYC
Salem,US,42.5,-70.9,44000,MA,
Salem,US,44.9,-123.0,175000,OR,
Salem del Sur,MX,20.0,-99.0,5000,01,
"""


def places():
    return Places(lambda: TABLE.encode())


def names(found):
    return [place.iri.rpartition("/")[2] for place in found]


def test_the_most_populous_comes_first_and_alone_has_the_short_address():
    assert names(places().find("Salem")) == ["salem-us", "salem-us-ma"]
    assert names(places().find("Córdoba")) == ["cordoba-ar", "cordoba-es"]


def test_accents_and_case_may_be_missing():
    assert names(places().find("cordoba")) == ["cordoba-ar", "cordoba-es"]


def test_country_and_state_narrow():
    assert names(places().find("Cordoba", "es")) == ["cordoba-es"]
    assert names(places().find("Salem", "US", "MA")) == ["salem-us-ma"]
    assert places().find("Salem", "FR") == ()


def test_aliases_and_commas_work():
    assert names(places().find("NYC")) == names(places().find("New York")) == ["new-york-city-us"]
    assert names(places().find("Washington")) == ["washington-dc-us"]
    assert names(places().find("Washington, D.C.")) == ["washington-dc-us"]


def test_the_short_header_is_enough():
    few = "name,country,lat,lon,population\nBern,CH,46.9,7.4,121631\n"
    assert Places(lambda: few.encode()).find("Bern")[0].population == 121631


def test_a_missing_table_has_no_cities(tmp_path):
    assert Places.at(tmp_path / "cities.csv.gz").find("Bern") == ()


def test_a_folder_brings_its_cities(tmp_path):
    (tmp_path / "cities.csv.gz").write_bytes(gzip.compress(TABLE.encode()))
    assert len(list(Places.at(tmp_path / "cities.csv.gz").all())) == 8


def test_shipped_cities():
    (bern, *_) = load().places.find("Bern", "CH")
    assert bern.population > 100_000
    assert 46 < bern.lat < 48
    assert load().places.find("São Paulo")[0] == load().places.find("Sao Paulo")[0]
