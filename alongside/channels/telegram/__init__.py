"""Telegram: a bot of the program's, told by webhook or asked by long polling; docs/channels/telegram.md."""
