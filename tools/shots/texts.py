"""The words on the screens, in the language of the walk: so a walk is written once."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]


@cache
def catalogue(language: str) -> dict[str, str]:
    """English text to the text on screen; what is counted isn't needed to find one's way."""
    with (ROOT / f"client/locale/{language}/client.po").open("rb") as file:
        return {
            message.id: message.string
            for message in read_po(file)
            if isinstance(message.id, str) and isinstance(message.string, str) and message.string
        }


def on_screen(language: str, english: str, **values: str) -> str:
    """What the application shows for this English text."""
    text = catalogue(language).get(english, english)
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


@cache
def dated(name: str) -> dict[str, Any]:
    """One of the dated texts of client/content, such as `choices/topics`."""
    return tomllib.loads((ROOT / f"client/content/{name}.toml").read_text("utf-8"))


def label(language: str, name: str, code: str) -> str:
    """The words of a code in a list of choices."""
    found = next(item for item in dated(name)["items"] if item["code"] == code)
    return str(found[language]["label"])
