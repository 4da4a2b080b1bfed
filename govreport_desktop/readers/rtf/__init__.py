"""Rich Text Format (.rtf, and what old systems call .doc)."""
