"""Who is who: entities found by name, what people judge of two of them, and what that changes."""
