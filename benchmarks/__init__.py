"""What we measure, each figure by one command."""
