"""Make the table of what Wikipedia's editors listed about outlets, from a snapshot of their list of perennial sources.

    WHOSAYS_BENCH=/path/to/collections python -m benchmarks.make_listings

Reads `source_profiles/wikipedia_perennial` (17 March 2021, CC BY-SA 3.0) and writes
`retrieval/caveats/listings/wikipedia.toml`: the outlet's name, its addresses and the list's word for it. Of the list's
own sentences nothing is kept. An address that the list has under two words (a paper and its blogs) is left out.
"""

from __future__ import annotations

import csv
import json
import os
import sys
from collections import defaultdict
from pathlib import Path

LISTING = Path(__file__).parent.parent / "retrieval" / "caveats" / "listings" / "wikipedia.toml"
SNAPSHOT = "perennial-sources_2021-03-17.csv"
#: The list's words that say something about a source as a whole.
WORDS = ("Generally reliable", "No consensus", "Generally unreliable", "Deprecated", "Blacklisted")
HEAD = """\
# What Wikipedia's editors listed about sources that they discuss again and again, as of 17 March 2021.
#
# Source: https://en.wikipedia.org/wiki/Wikipedia:Reliable_sources/Perennial_sources, by Wikipedia's editors,
# CC BY-SA 3.0 (https://creativecommons.org/licenses/by-sa/3.0/); this table is under the same licence.
# Made by `python -m benchmarks.make_listings`; do not edit it. It is their word, with its date, and no score of ours.

"""


def rows_of(table: Path) -> list[tuple[str, str, tuple[str, ...]]]:
    """Name, the list's word and addresses of each source that the list has under one word only."""
    words_of: dict[str, set[str]] = defaultdict(set)
    read = []
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            said = [word for word in json.loads(row["status"]) if word in WORDS]
            domains = tuple(
                url.strip().lower().rstrip("/").removeprefix("www.") for url in json.loads(row["urls"] or "[]")
            )
            domains = tuple(domain for domain in domains if "." in domain and "/" not in domain)
            if said and domains:
                # Of two words, the one about the source's content; a blacklist is about links.
                word = next((one for one in said if one != "Blacklisted"), said[0])
                read.append((row["name"].split(" (")[0].strip(), word, domains))
                for domain in domains:
                    words_of[domain].add(word)
    kept = [(name, word, tuple(d for d in domains if len(words_of[d]) == 1)) for name, word, domains in read]
    return sorted({row for row in kept if row[2]})


def main() -> int:
    """Write the table; 2 when the data is missing."""
    folder = os.environ.get("WHOSAYS_BENCH")
    if not folder:
        print("Set WHOSAYS_BENCH to the folder that holds source_profiles/.", file=sys.stderr)
        return 2
    rows = rows_of(Path(folder) / "source_profiles" / "wikipedia_perennial" / SNAPSHOT)
    lines = [HEAD]
    for name, word, domains in rows:
        lines.append(
            f"[[listed]]\noutlet = {json.dumps(name, ensure_ascii=False)}\nas = {json.dumps(word.lower())}\n"
            f"domains = {json.dumps(domains)}\n\n"
        )
    LISTING.write_text("".join(lines).rstrip() + "\n", encoding="utf-8")
    print(f"{len(rows)} sources written to {LISTING.name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
