"""A pasted message becomes claims."""
