"""Public pages, material, sessions and information requests."""
