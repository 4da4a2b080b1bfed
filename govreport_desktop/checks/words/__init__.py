"""Words and law: what is written wrong, which law is cited, whose data must not be in print."""
