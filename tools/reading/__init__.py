"""Measures whether Dutch that a reporter reads stays at level B1."""
