"""What stands in print for a count, and what a reader can make of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["exact", "rounded", "band", "hidden"]


@dataclass(frozen=True)
class Figure:
    """A printed figure: the count itself, a multiple of `base` near it, a band, or nothing."""

    kind: Kind
    value: int | None = None
    base: int = 1
    band: tuple[int, int | None] | None = None

    def bounds(self, *, least_hidden: int = 0) -> tuple[int, int | None]:
        """The smallest and largest count that a reader must reckon with; None is unbounded."""
        match self.kind:
            case "exact":
                return _known(self.value), _known(self.value)
            case "rounded":
                value = _known(self.value)
                return max(0, value - self.base + 1), value + self.base - 1
            case "band":
                return self.band if self.band is not None else (0, None)
            case _:
                return least_hidden, None


def _known(value: int | None) -> int:
    if value is None:
        raise ValueError("a figure in print without its value")
    return value


def exact(count: int) -> Figure:
    return Figure("exact", count)


def rounded(value: int, base: int) -> Figure:
    return Figure("rounded", value, base)


def band(low: int, high: int | None) -> Figure:
    return Figure("band", band=(low, high))


HIDDEN = Figure("hidden")
