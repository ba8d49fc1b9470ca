"""Typst, with its files in memory, its own letters only, and a moment that it is told."""

from __future__ import annotations

import datetime
from typing import Any, Literal


class Unshowable(Exception):
    """A sign in the text that none of our letters can show; an accessible PDF may not have one."""


def compiled(
    files: dict[str, bytes], kind: Literal["pdf", "png"], day: datetime.date, **options: Any
) -> bytes:
    """What `main.typ` among these files makes. The same files give the same bytes.

    Raises Unshowable.
    """
    # 60 MB that a process needs only when somebody asks it for a file.
    import typst  # noqa: PLC0415

    midnight = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
    given: Any = files  # its types don't say that it takes files by name
    try:
        made = typst.compile(
            given,
            format=kind,
            ignore_system_fonts=True,
            timestamp=int(midnight.timestamp()),
            **options,
        )
    except typst.TypstError as error:
        if "could not be displayed" in str(error):
            raise Unshowable from error
        raise
    if not isinstance(made, bytes):
        raise TypeError("one document expected")
    return made
