"""Twilio: SMS over HTTP, signed; docs/channels/twilio.md."""
