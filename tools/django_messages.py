"""The site's gettext catalogues, without the gettext programs.

    python -m tools.django_messages extract [--prune]   add what is new
    python -m tools.django_messages check               fail when a catalogue is behind
    python -m tools.django_messages compile             write the .mo files

Each room under src/luwte/ has its own locale/{nl,en}/LC_MESSAGES/django.po. English is the
source: an empty English translation means the text itself.
"""

import sys
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOMS = Path(__file__).resolve().parent.parent / "src" / "luwte"
LANGUAGES = ("nl", "en")
SIMPLE = ("_", "gettext", "gettext_lazy", "gettext_noop")
COUNTED = ("ngettext", "ngettext_lazy")
IN_CONTEXT = ("pgettext", "pgettext_lazy")
COUNTED_IN_CONTEXT = ("npgettext", "npgettext_lazy")
# Only the names matter to Babel here; `normalised` knows which argument is what.
CALLS = dict.fromkeys([*SIMPLE, *COUNTED, *IN_CONTEXT, *COUNTED_IN_CONTEXT])


def messages_in(path: Path) -> list[tuple[str, Any]]:
    """Name of the call and its texts, for each message of a Python file or template."""
    source = path.read_text("utf-8")
    if path.suffix != ".py":
        # Templates become something like Python; their indentation means nothing there.
        python = templatize(source, origin=str(path))
        source = "\n".join(line.lstrip() for line in python.splitlines())
    found = extract_python(BytesIO(source.encode()), CALLS, [], {"encoding": "utf-8"})
    return [(name, texts) for _, name, texts, _ in found if isinstance(name, str)]


def normalised(name: str, texts: Any) -> tuple[str | tuple[str, str], str | None] | None:
    """Message id and context of a call, or None for a call without a literal text."""
    parts = list(texts) if isinstance(texts, tuple | list) else [texts]
    context = parts.pop(0) if name in IN_CONTEXT + COUNTED_IN_CONTEXT else None
    wanted = 2 if name in COUNTED + COUNTED_IN_CONTEXT else 1
    chosen = parts[:wanted]
    if len(chosen) < wanted or not all(chosen):
        return None
    return (chosen[0], chosen[1]) if wanted == 2 else chosen[0], context


def template_catalogue(room: Path) -> Catalog:
    """All messages of a room, as its sources have them now."""
    catalogue = Catalog(charset="utf-8")
    sources = [*room.rglob("*.py"), *room.rglob("templates/**/*.html"), *room.rglob("*.txt")]
    for path in sorted(sources):
        if "apps" in path.relative_to(room).parts or path.name == "LICENSE.txt":
            continue
        for name, texts in messages_in(path):
            message = normalised(name, texts)
            if message:
                where = [(path.relative_to(ROOMS.parent.parent).as_posix(), 0)]
                catalogue.add(message[0], context=message[1], locations=where)
    return catalogue


def catalogue_path(room: Path, language: str) -> Path:
    return room / "locale" / language / "LC_MESSAGES" / "django.po"


def read_catalogue(room: Path, language: str) -> Catalog:
    path = catalogue_path(room, language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8")


def rooms() -> list[Path]:
    return sorted(path for path in ROOMS.iterdir() if (path / "__init__.py").exists())


def entries(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def extract(*, prune: bool) -> None:
    """Write every catalogue anew: known translations kept, new messages empty."""
    for room in rooms():
        wanted = template_catalogue(room)
        for language in LANGUAGES:
            old = read_catalogue(room, language)
            if entries(wanted) or entries(old):
                write_catalogue(room, language, merged(wanted, old, language, prune=prune))


def merged(wanted: Catalog, old: Catalog, language: str, *, prune: bool) -> Catalog:
    fresh = Catalog(locale=language, charset="utf-8", fuzzy=False)
    for message in entries(wanted):
        known = old.get(message.id, message.context)
        fresh.add(
            message.id,
            string=known.string if known else None,
            context=message.context,
            locations=message.locations,
        )
    for message in [] if prune else entries(old):
        if message.id not in fresh:
            fresh.add(message.id, string=message.string, context=message.context)
    return fresh


def write_catalogue(room: Path, language: str, catalogue: Catalog) -> None:
    path = catalogue_path(room, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = BytesIO()
    write_po(buffer, catalogue, sort_output=True, width=0, omit_header=True, include_lineno=False)
    header = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {language}\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    path.write_bytes(header.encode() + buffer.getvalue())


def complaints() -> list[str]:
    """What is wrong with the catalogues, in sentences."""
    found = []
    for room in rooms():
        wanted = template_catalogue(room)
        for language in LANGUAGES:
            old = read_catalogue(room, language)
            place = f"{room.name} ({language})"
            for message in entries(wanted):
                known = old.get(message.id, message.context)
                if known is None:
                    found.append(f"{place}: not in the catalogue: {message.id!r}")
                elif language != "en" and not is_translated(known):
                    found.append(f"{place}: not translated: {message.id!r}")
            found += [
                f"{place}: no longer used: {message.id!r}"
                for message in entries(old)
                if wanted.get(message.id, message.context) is None
            ]
    return found


def is_translated(message: Message) -> bool:
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(strings)


def compile_all() -> None:
    for room in rooms():
        for language in LANGUAGES:
            path = catalogue_path(room, language)
            if path.exists():
                with path.with_suffix(".mo").open("wb") as file:
                    write_mo(file, read_catalogue(room, language))


def main(arguments: list[str]) -> int:
    settings.configure(USE_I18N=True)
    match arguments[:1]:
        case ["extract"]:
            extract(prune="--prune" in arguments)
        case ["compile"]:
            compile_all()
        case ["check"]:
            found = complaints()
            for line in found:
                print(line, file=sys.stderr)
            if found:
                print("Run: make messages ARGS=--prune", file=sys.stderr)
            return 1 if found else 0
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
