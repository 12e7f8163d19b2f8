"""How often each caveat of the card is right, counted over claims whose every caveat somebody has judged."""
