"""What can be wrong with figures. Whoever catches these needs no solver for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .policy import Refusal

if TYPE_CHECKING:
    from .auditing import Risk


class Contradiction(Exception):
    """Two releases print of the same count what can't both be."""


class Unprotectable(Exception):
    """No figures can be found that protect; says what would help."""


class NotPublishable(Exception):
    """What may not go out: the reasons, each a sentence, and what would help.

    Reasons and `risks` tell what an attacker would find out. Only who knows the counts may see it.
    """

    advice = "What would help: coarser units, a longer period, fewer dimensions, or text only."

    def __init__(
        self,
        reasons: list[str],
        *,
        risks: Sequence[Risk] = (),
        refusals: Sequence[Refusal] = (),
    ) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons
        self.risks = tuple(risks)
        self.refusals = tuple(refusals)
