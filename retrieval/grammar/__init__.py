"""How a sentence is built, and whom it names."""
