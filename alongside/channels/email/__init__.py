"""E-mail: a neutral note for who is away. Nothing comes in by it."""
