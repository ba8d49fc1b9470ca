"""The trust agreement that comes with Luwte, as the plain text that organisations adapt."""

from __future__ import annotations

from luwte.outreach.content import LANGUAGES, Language, Text, content


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
