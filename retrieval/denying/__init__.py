"""What a sentence denies, doubts or turns round."""
