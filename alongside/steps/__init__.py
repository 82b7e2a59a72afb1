"""What a person decides to do next, and how their days are."""
