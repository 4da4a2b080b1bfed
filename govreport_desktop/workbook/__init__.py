"""What the writer and the reader of our own workbook both go by."""
