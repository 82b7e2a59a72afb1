"""Twilio: calls. Both are rung, and neither sees a number; docs/channels/calls.md."""
