"""How the trained parts of whosays were trained; nothing here runs when it answers."""
