"""Everything sealed: the server stores it and can't read it."""
