"""What is everybody's own: what we hold about them, who looked at it, a copy, and deletion."""
