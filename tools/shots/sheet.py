"""The contact sheet: every screen with its eight pictures, and what axe had to say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from html import escape
from pathlib import Path

from tools.shots.camera import Shot

STYLE = """
body { margin: 2rem; font: 15px/1.5 system-ui, sans-serif; color: #1c2723; background: #f4f2ec; }
h2 { margin: 2.5rem 0 .5rem; font-size: 1.1rem; }
ul { margin: .25rem 0 .75rem; color: #8a2f12; }
.row { display: flex; flex-wrap: wrap; gap: .75rem; align-items: flex-start; }
figure { margin: 0; } figcaption { font-size: .8rem; }
img { display: block; height: 300px; max-width: 480px; object-fit: cover; object-position: top;
  border: 1px solid #c9c3b6; background: #fff; }
"""


def write_sheet(folder: Path, shots: Iterable[Shot], stumbled: list[str]) -> Path:
    """Writes index.html beside the pictures; returns where."""
    screens: dict[str, list[Shot]] = defaultdict(list)
    for shot in shots:
        screens[shot.screen].append(shot)
    parts = [f"<p>{len(screens)} screens</p>"]
    if stumbled:
        parts.append(listed(stumbled))
    parts += [section(screen, of) for screen, of in sorted(screens.items())]
    path = folder / "index.html"
    path.write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Luwte: every screen</title>'
        f"<style>{STYLE}</style><h1>Every screen</h1>{''.join(parts)}</html>",
        "utf-8",
    )
    return path


def section(screen: str, shots: list[Shot]) -> str:
    figures = "".join(
        f'<figure><a href="{escape(shot.file)}"><img loading="lazy" src="{escape(shot.file)}" '
        f'alt=""></a><figcaption>{shot.width} {shot.theme} {shot.language}</figcaption></figure>'
        for shot in sorted(shots, key=lambda one: (one.language, one.width, one.theme))
    )
    told = complaints(shots)
    return f'<h2>{escape(screen)}</h2>{listed(told)}<div class="row">{figures}</div>'


def listed(lines: list[str]) -> str:
    return "".join(["<ul>", *(f"<li>{escape(line)}</li>" for line in lines), "</ul>"]) * bool(lines)


def complaints(shots: Iterable[Shot]) -> list[str]:
    """Each rule that is broken, where, and in which pictures."""
    found: dict[str, set[str]] = defaultdict(set)
    for shot in shots:
        for one in shot.violations:
            line = f"{shot.screen}: {one['id']} ({one['impact']}): {', '.join(one['where'][:3])}"
            found[line].add(f"{shot.width}-{shot.theme}-{shot.language}")
    return [f"{line} [{' '.join(sorted(where))}]" for line, where in sorted(found.items())]
