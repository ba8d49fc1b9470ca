"""Pages for management: the reports, the advice, and what is done with it."""
