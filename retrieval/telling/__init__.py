"""Whether a sentence tells what the claim tells, in whatever words."""
