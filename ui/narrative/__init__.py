"""Where the prose is written: editor, numbers from the tables, find and replace."""
