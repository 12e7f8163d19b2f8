"""The same in a terminal: cards, the conversation's twin, and the maintainers' commands."""
