"""A form as an accessible PDF (PDF/UA-1): Typst refuses to write one that isn't."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True)
class Ask:
    """Something to fill in: boxes to tick, lines to write on."""

    label: str
    options: Sequence[str] = ()
    lines: int = 0


@dataclass(frozen=True)
class Part:
    """A heading with what stands below it."""

    heading: str = ""
    paragraphs: Sequence[str] = ()
    points: Sequence[str] = ()
    asks: Sequence[Ask] = ()


@dataclass(frozen=True)
class Form:
    """One sheet, front and back if need be."""

    title: str
    organisation: str
    accent: str
    language: str
    foot: str
    lead: Sequence[str] = ()
    parts: Sequence[Part] = field(default_factory=tuple)


def printed(form: Form) -> bytes:
    """The PDF."""
    return _compiled(json.dumps(asdict(form), sort_keys=True))


# A page costs a second of work: whoever asks for the same one again gets what was made before.
@lru_cache(maxsize=128)
def _compiled(form: str) -> bytes:
    # 60 MB that a process needs only when somebody asks it for a form.
    import typst  # noqa: PLC0415

    source = files("luwte.site.paper").joinpath("data/form.typ").read_bytes()
    made = typst.compile(
        source,
        format="pdf",
        sys_inputs={"form": form},
        pdf_standards="ua-1",
        ignore_system_fonts=True,
    )
    if not isinstance(made, bytes):
        raise TypeError("one document expected")
    return made
