"""Statistical disclosure control for small tables. Pure Python: a library in its own right.

    policy, releases = read_file(json.load(file))
    done = protect(releases[-1], Ledger(releases[:-1]), policy, secret)
    audit(Ledger((*releases[:-1], done.release)), policy).passed

docs/disclosure.md tells the method, who is withstood, what isn't, and the figures.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from .bands import pool_years
from .faults import Contradiction, NotPublishable, Unprotectable
from .figures import HIDDEN, Figure, band, exact, rounded
from .periods import Period, read_period
from .policy import LooserPolicy, Policy, Refusal
from .reading import MalformedFile, read_file, write_file
from .tables import Dimension, Ledger, MalformedTable, Release, Table

if TYPE_CHECKING:
    from .auditing import Audit, Risk, audit
    from .protecting import Protected, protect
    from .rounding import commitment_of, seed_of

#: What brings numpy and a solver along: read when somebody asks for it, not by whoever only
#: handles tables.
_LATER = {
    "Audit": "auditing",
    "Protected": "protecting",
    "Risk": "auditing",
    "audit": "auditing",
    "commitment_of": "rounding",
    "protect": "protecting",
    "seed_of": "rounding",
}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_LATER[name]}", __name__), name)


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
