"""Accounts, roles and sign-in; counsellors and their appointments."""
