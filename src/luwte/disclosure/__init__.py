"""Statistical disclosure control for small tables. Pure Python: a library in its own right.

    policy, releases = read_file(json.load(file))
    done = protect(releases[-1], Ledger(releases[:-1]), policy, secret)
    audit(Ledger((*releases[:-1], done.release)), policy).passed

docs/disclosure.md tells the method, who is withstood, what isn't, and the figures.
"""

from .audit import Audit, Risk, audit
from .bands import pool_years
from .box import Contradiction
from .figures import HIDDEN, Figure, band, exact, rounded
from .periods import Period, read_period
from .policy import LooserPolicy, Policy, Refusal
from .protect import NotPublishable, Protected, protect
from .reading import MalformedFile, read_file, write_file
from .rounding import Unprotectable, commitment_of, seed_of
from .tables import Dimension, Ledger, MalformedTable, Release, Table

__all__ = [
    "HIDDEN",
    "Audit",
    "Contradiction",
    "Dimension",
    "Figure",
    "Ledger",
    "LooserPolicy",
    "MalformedFile",
    "MalformedTable",
    "NotPublishable",
    "Period",
    "Policy",
    "Protected",
    "Refusal",
    "Release",
    "Risk",
    "Table",
    "Unprotectable",
    "audit",
    "band",
    "commitment_of",
    "exact",
    "pool_years",
    "protect",
    "read_file",
    "read_period",
    "rounded",
    "seed_of",
    "write_file",
]
