"""Telegram: what arrives, who answers it, what is sent, how fast; nothing else in the house knows Telegram."""
