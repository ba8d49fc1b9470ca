"""Verifies an archive that a reporter saved: who signed what, in which order, and that it is whole.

Written from `docs/protocol.md` and `docs/export.md` alone, sharing no code with the server or the
browser. It needs nothing but Python and `cryptography`, and so does a copy of this folder:

    python -m verifier copy.zip.age
"""
