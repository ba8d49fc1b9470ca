"""`make shots`: every screen, 390 and 1280 pixels wide, light and dark, Dutch and English.

Pictures and a contact sheet land in var/shots. Two browsers at a time; a demo of its own.

    make shots ARGS="--only 'talk-*'"     only these screens
    make shots ARGS="--demo FOLDER"       with a copy of a demo's data instead of a fresh one
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.conftest import CHROMIUM_OPTIONS, start_instance
from tools.shots import desk, site, talk
from tools.shots.camera import Film
from tools.shots.demo import Demo, copy_of, people_of
from tools.shots.sheet import complaints, write_sheet
from tools.shots.texts import ROOT

OUT = ROOT / "var" / "shots"
BROWSERS = 2
# The longest first. Walks of one language that touch the same account are one walk.
WALKS: dict[str, Callable[[Browser, str, Film, Demo], None]] = {
    "desk": desk.walk,
    "talk-write": talk.write,
    "talk-back": talk.back,
    "talk-otherwise": talk.otherwise,
    "talk-withdrawn": talk.withdrawn,
    "site": site.walk,
}


def main() -> int:
    options = read_options()
    began = time.monotonic()
    OUT.mkdir(parents=True, exist_ok=True)
    if options.only == "*":
        for old in OUT.glob("*.png"):
            old.unlink()
    with tempfile.TemporaryDirectory(prefix="luwte-shots-") as folder:
        if options.demo:
            copy_of(options.demo, Path(folder))
        with start_instance(Path(folder), LUWTE_WORK_COST="50") as instance:
            print("  A demo …", flush=True)
            demo = people_of(instance, options.demo)
            print("  Walking …", flush=True)
            films = walk_all(demo, options)
    return tell(films, time.monotonic() - began)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make shots")
    parser.add_argument("--only", default="*", metavar="PATTERN", help="screens, such as 'desk-*'")
    parser.add_argument("--demo", type=Path, metavar="FOLDER", help="data of a demo made before")
    parser.add_argument("--language", choices=("nl", "en"), help="one language instead of both")
    return parser.parse_args()


def walk_all(demo: Demo, options: argparse.Namespace) -> list[Film]:
    languages = [options.language] if options.language else ["nl", "en"]
    walks = [name for name in WALKS if may_match(options.only, name.partition("-")[0])]
    with ProcessPoolExecutor(BROWSERS) as pool:
        running = [
            pool.submit(walk_one, name, language, options.only, demo)
            for name in walks
            for language in languages
        ]
        return [one.result() for one in running]


def may_match(pattern: str, part: str) -> bool:
    """Whether a screen of this part of the product can have a name like that."""
    start = pattern.replace("[", "*").replace("?", "*").partition("*")[0]
    return start.startswith(part) or part.startswith(start)


def walk_one(name: str, language: str, only: str, demo: Demo) -> Film:
    """One walk in a browser of its own. Runs in a process of its own."""
    film = Film(OUT, only)
    began = time.monotonic()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
            args=CHROMIUM_OPTIONS,
        )
        WALKS[name](browser, language, film, demo)
        browser.close()
    print(
        f"  {name} {language}: {len(film.shots)} pictures, {time.monotonic() - began:.0f} s",
        flush=True,
    )
    return film


def tell(films: list[Film], seconds: float) -> int:
    shots = [shot for film in films for shot in film.shots]
    stumbled = [line for film in films for line in film.stumbled]
    sheet = write_sheet(OUT, shots, stumbled)
    told = complaints(shots)
    for line in [*stumbled, *told]:
        print(f"  {line}")
    print(
        f"\n{len(shots)} pictures in {seconds:.0f} s, {len(told)} violations, "
        f"{len(stumbled)} walks that stumbled: {sheet.relative_to(ROOT)}"
    )
    return 1 if stumbled or told else 0


if __name__ == "__main__":
    sys.exit(main())
