"""The trust agreement that comes with Luwte, as the plain text that organisations adapt."""

from __future__ import annotations

from collections.abc import Sequence

from luwte.outreach.content import LANGUAGES, Language, Text, content, fill


def default_words() -> dict[str, str]:
    """Title and text in both languages."""
    words: dict[str, str] = {}
    for language in LANGUAGES:
        text = content().text("trust-agreement", language)
        words |= {f"title_{language}": text.title, f"text_{language}": plain(text)}
    return words


def default_agreement(language: Language) -> tuple[str, str]:
    """Title and text in one language."""
    text = content().text("trust-agreement", language)
    return text.title, plain(text)


def plain(text: Text) -> str:
    """Headings begin with `## `, points with `- `; an empty line between parts."""
    sections = [
        "\n".join([f"## {one.title}", *(f"- {p}" for p in one.points)]) for one in text.sections
    ]
    return "\n\n".join([*text.paragraphs, *sections, *text.closing])


def filled_in(text: str, exceptions: Sequence[str], **values: object) -> str:
    """With its blanks filled, as client/casework/agreement-text.ts does it.

    A point that is nothing but the exceptions becomes a point for each.
    """
    points = "\n".join(f"- {one}" for one in exceptions)
    return fill(text.replace("- {exceptions}", points), exceptions=" ".join(exceptions), **values)
