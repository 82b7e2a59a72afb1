"""Africa's Talking: SMS over HTTP; docs/channels/africastalking.md. USSD and calls stand beside it."""
