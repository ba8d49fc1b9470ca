"""One integer programme in HiGHS, built once and asked many times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np
from numpy.typing import NDArray

Columns = NDArray[np.int64]
Values = NDArray[np.int64]

#: More than any count: stands for "no bound".
UNBOUNDED = highspy.kHighsInf
#: A programme of ours that takes longer is given up; the audit then doesn't pass.
SECONDS = 20.0


class GivenUp(Exception):
    """The solver found neither an answer nor that there is none, in the time it had."""


@dataclass
class Draft:
    """Columns with bounds, and rows `low <= sum of factor times column <= high`."""

    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    cost: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    index: list[int] = field(default_factory=list)
    factor: list[float] = field(default_factory=list)
    row_low: list[float] = field(default_factory=list)
    row_high: list[float] = field(default_factory=list)

    def column(self, low: float, high: float, cost: float = 0.0, *, whole: bool = True) -> int:
        self.low.append(low)
        self.high.append(high)
        self.cost.append(cost)
        self.whole.append(whole)
        return len(self.low) - 1

    def row(
        self,
        low: float,
        columns: Sequence[int] | Columns,
        high: float,
        factors: Sequence[float] | None = None,
    ) -> int:
        self.index.extend(int(one) for one in columns)
        self.factor.extend([1.0] * len(columns) if factors is None else factors)
        self.starts.append(len(self.index))
        self.row_low.append(low)
        self.row_high.append(high)
        return len(self.row_low) - 1


class Programme:
    """A draft that the solver holds; bounds and objective can be changed between questions."""

    def __init__(self, draft: Draft, *, seconds: float = SECONDS, gap: float = 0.0) -> None:
        self._solver = highspy.Highs()
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", 1),
            ("time_limit", seconds),
            ("mip_rel_gap", gap),
            ("mip_abs_gap", 0.0 if gap == 0 else 1e-6),
        ):
            self._solver.setOptionValue(option, value)
        self._size = len(draft.low)
        self._rows = len(draft.row_low)
        self._solver.passModel(_model(draft))

    def bound_row(self, row: int, low: float, high: float) -> None:
        self._solver.changeRowBounds(row, low, high)

    def bound_column(self, column: int, low: float, high: float) -> None:
        self._solver.changeColBounds(column, low, high)

    def add_row(self, columns: Columns) -> int:
        """A sum that isn't bounded yet; its number."""
        self._solver.addRow(
            -UNBOUNDED, UNBOUNDED, len(columns), columns.astype(np.int32), np.ones(len(columns))
        )
        self._rows += 1
        return self._rows - 1

    def solve(self, cost: NDArray[np.float64] | None = None) -> Values | None:
        """The cheapest whole values within all bounds; None when there are none."""
        if cost is not None:
            every = np.arange(self._size, dtype=np.int32)
            self._solver.changeColsCost(self._size, every, cost)
        self._solver.run()
        status = self._solver.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            raise GivenUp(self._solver.modelStatusToString(status))
        found = np.asarray(self._solver.getSolution().col_value)
        return np.asarray(np.rint(found), dtype=np.int64)


def _model(draft: Draft) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_col_ = len(draft.low)
    model.num_row_ = len(draft.row_low)
    model.col_cost_ = np.array(draft.cost, dtype=float)
    model.col_lower_ = np.array(draft.low, dtype=float)
    model.col_upper_ = np.array(draft.high, dtype=float)
    model.row_lower_ = np.array(draft.row_low, dtype=float)
    model.row_upper_ = np.array(draft.row_high, dtype=float)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.array(draft.starts, dtype=np.int32)
    model.a_matrix_.index_ = np.array(draft.index, dtype=np.int32)
    model.a_matrix_.value_ = np.array(draft.factor, dtype=float)
    kinds = highspy.HighsVarType
    model.integrality_ = [kinds.kInteger if whole else kinds.kContinuous for whole in draft.whole]
    return model
