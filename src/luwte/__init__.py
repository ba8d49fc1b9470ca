"""Luwte: a first conversation with a confidential counsellor that nobody else can read."""
