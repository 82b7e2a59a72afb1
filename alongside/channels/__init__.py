"""Doors beside the web: one folder a channel."""
