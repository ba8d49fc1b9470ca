"""Blind one-time tokens. Below vault and registry, so that neither need know of the other."""
