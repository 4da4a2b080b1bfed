"""OpenDocument: texts (.odt), sheets (.ods), and both as one file of XML (.fodt, .fods)."""
