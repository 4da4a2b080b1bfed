"""Any source document into one neutral shape, and one matcher from there to the form."""
