"""Blank forms on paper, in an organisation's house style: nothing confidential is in them."""
