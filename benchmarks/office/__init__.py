"""A year's report as an office writes it, and a clerk who types it into the real window."""
