"""Plain text and what commas part."""
