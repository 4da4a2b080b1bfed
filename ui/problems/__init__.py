"""The list of what is wrong with the report, and what can be done about it."""
