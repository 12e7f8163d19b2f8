"""How many of what: figures as intervals, and whether two of them count the same thing."""

from knowledge.quantities.comparing import Comparison, comparable
from knowledge.quantities.reader import read_measures, read_quantities
from knowledge.quantities.units import canonical_unit, sides_in, unit_table

__all__ = [
    "Comparison",
    "canonical_unit",
    "comparable",
    "read_measures",
    "read_quantities",
    "sides_in",
    "unit_table",
]
