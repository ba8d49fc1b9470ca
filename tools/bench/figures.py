"""What was measured, against what was aimed at."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Figure:
    """One measured thing: every run of it, and the goal, which is the most or the least."""

    name: str
    unit: str
    runs: Sequence[float]
    most: float | None = None
    least: float | None = None
    digits: int = 0
    note: str = ""

    @property
    def value(self) -> float:
        """The median of the runs."""
        return statistics.median(self.runs)

    @property
    def is_met(self) -> bool:
        if self.most is not None:
            return self.value <= self.most
        return self.least is None or self.value >= self.least

    def row(self) -> str:
        """A line of a Markdown table."""
        spread = ""
        if len(self.runs) > 1:
            spread = f"{self.show(min(self.runs))} – {self.show(max(self.runs))}"
        return f"| {self.name} | {self.show(self.value)} | {spread} | {self.goal} | {self.note} |"

    @property
    def goal(self) -> str:
        if self.most is None and self.least is None:
            return ""
        sign, bound = ("≤", self.most) if self.most is not None else ("≥", self.least)
        return f"{sign} {self.show(bound or 0)}: {'met' if self.is_met else 'not met'}"

    def show(self, number: float) -> str:
        return f"{number:,.{self.digits}f} {self.unit}".strip()


@dataclass
class Table:
    """Figures of one kind, with how they came about."""

    title: str
    how: str
    figures: list[Figure] = field(default_factory=list)

    def text(self) -> str:
        head = ["| what | median | spread | goal | note |", "| --- | --- | --- | --- | --- |"]
        rows = [figure.row() for figure in self.figures]
        return "\n".join([f"### {self.title}", self.how, "", *head, *rows, ""])
