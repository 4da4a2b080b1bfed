"""CSV and JSON."""
