"""Whether something comes more often than usual, in series of nought to five a month.

`watching.watch` looks at one or more series together and says of each whether it is worth a look.
Whether it means anything is for a counsellor to say. docs/signals.md holds the method.
"""
