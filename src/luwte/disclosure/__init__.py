"""Statistical disclosure control. Pure Python: no Django, a library in its own right."""
