"""A chat that is only tried: like WhatsApp or Telegram, without a provider."""
