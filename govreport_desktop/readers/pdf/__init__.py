"""PDF with text: characters to lines, rules to cells."""
