"""The conversation: what is said to a message or a pressed button, in Telegram and in a terminal alike."""
