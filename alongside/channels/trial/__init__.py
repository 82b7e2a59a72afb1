"""Phones that are only tried: SMS and USSD without a provider."""
