"""How long a text is, as each platform counts."""
