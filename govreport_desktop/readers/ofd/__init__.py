"""OFD (GB/T 33190-2016): characters and lines on pages, read as those of a PDF are."""
