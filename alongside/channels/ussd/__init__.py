"""USSD by any gateway, set up by the names of its fields."""
