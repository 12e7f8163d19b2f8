"""What stands close by a claim, and why it is not the claim."""
