"""Last year's report in the window: reading it in, and comparing with it."""
