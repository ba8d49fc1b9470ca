"""Where Dutch text lies: content files, message catalogues, plain text."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "client" / "content"
CATALOGUES = (
    ROOT / "client/locale/nl/client.po",
    *(
        ROOT / f"src/luwte/{room}/locale/nl/LC_MESSAGES/django.po"
        for room in ("outreach", "vault", "site")
    ),
)
# Where the strings are used that a reporter reads: in the application, on public pages, on
# posters, and when the server refuses. What only the desk or an administrator sees isn't measured.
REPORTER_ROOMS = (
    "client/talk/",
    "client/kit/",
    "src/luwte/outreach/",
    "src/luwte/vault/refusals.py",
    *(
        f"src/luwte/site/templates/site/{page}.html"
        for page in ("start", "not_found", "refused", "csrf_refused", "failed")
    ),
)
# Names of bodies and addresses are what they are.
_NAMES = {"helpline": {"title"}}

Strings = Iterator[tuple[str, str]]


def _strings(value: Any, place: str) -> Strings:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from _strings(one, f"{place}[{index}]")
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _strings(one, f"{place}.{key}")


def _dutch(table: dict[str, Any], place: str, skip: set[str]) -> Strings:
    for key, value in table.items():
        if key == "nl":
            kept = {name: one for name, one in value.items() if name not in skip}
            yield from _strings(kept, place)
        elif isinstance(value, list):
            for index, one in enumerate(value):
                if isinstance(one, dict):
                    yield from _dutch(one, f"{place}.{one.get('code', index)}", set())


def from_content(path: Path) -> Strings:
    """The Dutch half of a content file."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    yield from _dutch(table, path.stem, _NAMES.get(str(table.get("kind")), set()))


def from_catalogue(path: Path, rooms: tuple[str, ...] = REPORTER_ROOMS) -> Strings:
    """The translations in a catalogue that are used in one of these rooms."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale="nl")
    for message in catalogue:
        used = any(name.startswith(rooms) for name, _line in message.locations)
        if not message.id or not used:
            continue
        forms = message.string if isinstance(message.string, list | tuple) else (message.string,)
        name = message.id[0] if isinstance(message.id, list | tuple) else message.id
        for form in forms:
            if form:
                yield f"{name_of(path)}: {name[:40]}", str(form)


def name_of(path: Path) -> str:
    """What a file is called among the others: Django's catalogues all have one name."""
    return path.parts[-5] if path.name == "django.po" else path.name


def from_text(path: Path) -> Strings:
    """Every paragraph of a plain text."""
    for index, block in enumerate(path.read_text(encoding="utf-8").split("\n\n"), start=1):
        yield f"{path.name}:{index}", block


def read(path: Path) -> Strings:
    """The Dutch in any file of a known sort."""
    if path.suffix == ".toml":
        return from_content(path)
    if path.suffix == ".po":
        return from_catalogue(path)
    return from_text(path)


def everything() -> list[Path]:
    """What a reporter reads: all content, and the catalogues."""
    return [*sorted(CONTENT.glob("*/*.toml")), *(one for one in CATALOGUES if one.exists())]
