"""The conversation: Telegram, and the same words in a terminal."""
