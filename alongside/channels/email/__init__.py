"""E-mail: a neutral note for who is away, and talks by mail, in and out. Plain text, nothing followed."""
