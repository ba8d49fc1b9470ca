"""The rest of the independent Python reading of `docs/protocol.md`.

Written from the document alone, sharing no code with the server or the browser. When this and
the browser code agree on the vectors, the document says enough. What needs no secret is in
`luwte.verifier`, which reads archives.
"""
