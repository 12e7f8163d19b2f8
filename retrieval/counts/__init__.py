"""What a figure counts, of whom, over what time, and what another says of it."""
