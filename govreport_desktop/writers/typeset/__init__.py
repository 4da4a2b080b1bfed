"""Official typesetting (GB/T 9704-2012): lines, tables and pages, independent of reportlab."""
