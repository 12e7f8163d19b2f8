"""A card before people's eyes: its words in order, its pages, its chart, its buttons."""
