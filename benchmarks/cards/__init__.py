"""The card as a whole over FA-KES: claims and pairs annotated by reading, and how well the cards do on them."""
