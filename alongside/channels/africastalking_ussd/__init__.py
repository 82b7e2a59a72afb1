"""USSD by Africa’s Talking."""
