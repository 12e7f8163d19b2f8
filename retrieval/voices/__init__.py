"""Who answers for a claim on the card, and which voices count as one."""
