"""A report into a document: one file for each format."""
