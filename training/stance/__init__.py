"""How the stance model was made; needs the public data and PyTorch, and is never imported by the product."""
