"""Everything we measure about reading, one after the other: `WHOSAYS_BENCH=FOLDER python -m benchmarks.reading`."""

from __future__ import annotations

from benchmarks import (
    reading_attributions,
    reading_quantities,
    reading_sourcing,
    reading_tagger,
    reading_times_places,
)


def main() -> None:
    """Print each table; a part whose data is missing says so."""
    for part in (reading_quantities, reading_times_places, reading_attributions, reading_tagger, reading_sourcing):
        print(f"\n== {part.__name__.removeprefix('benchmarks.')} ==")
        part.main()


if __name__ == "__main__":
    main()
