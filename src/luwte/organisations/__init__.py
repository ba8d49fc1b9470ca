"""Organisations that use Luwte, their units and house style; tenancy."""
