"""Pages into a file: PDF 1.7, tagged, after the rules of PDF/A-2a (ISO 19005-2) and PDF/UA-1.

reportlab numbers the objects and writes the file; what it does not know (composite fonts,
structure, archive metadata) is made here.
"""
