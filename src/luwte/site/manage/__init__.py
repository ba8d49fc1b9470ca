"""Pages for administrators: organisations, units, appointments and invitations.

Nothing confidential is in reach here: no conversation, no count of them, no key.
"""
