"""WhatsApp, by Meta's Cloud API. A program's own number there; docs/channels/whatsapp.md."""
