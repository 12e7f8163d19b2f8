"""From a pasted claim to a context card: the claim's road."""
