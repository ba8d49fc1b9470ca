"""How well own words are checked, and what the browser must see too.

python -m tools.own_words            measure every set of sentences
python -m tools.own_words --write    and write what is seen beside each sentence
"""

import argparse
import json
from pathlib import Path
from typing import Any

from luwte.reports.own_words import traces

SENTENCES = Path(__file__).resolve().parent.parent / "tests/reports/sentences/own_words.json"


def read() -> dict[str, dict[str, list[dict[str, Any]]]]:
    sets: dict[str, dict[str, list[dict[str, Any]]]] = json.loads(SENTENCES.read_text("utf-8"))
    return sets


def seen(text: str) -> list[list[str]]:
    """Each passage with its reason, as the file holds them."""
    return [[one.passage, one.reason] for one in traces(text)]


def measure(sentences: list[dict[str, Any]]) -> tuple[list[str], list[str]]:
    """Sentences that give somebody away and weren't seen; and those that were seen wrongly."""
    missed = [one["text"] for one in sentences if one["bad"] and not traces(one["text"])]
    false = [one["text"] for one in sentences if not one["bad"] and traces(one["text"])]
    return missed, false


def write(sets: dict[str, dict[str, list[dict[str, Any]]]]) -> None:
    """One sentence a line, so that a change of the rules shows what it changed."""
    lines = ["{"]
    for language, named in sets.items():
        lines.append(f"\t{json.dumps(language)}: {{")
        for name, sentences in named.items():
            rows = [
                json.dumps({**one, "traces": seen(one["text"])}, ensure_ascii=False)
                for one in sentences
            ]
            end = "" if name == list(named)[-1] else ","
            lines += [f"\t\t{json.dumps(name)}: [", ",\n".join(f"\t\t\t{row}" for row in rows)]
            lines.append(f"\t\t]{end}")
        lines.append("\t}" if language == list(sets)[-1] else "\t},")
    SENTENCES.write_text("\n".join([*lines, "}"]) + "\n", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    sets = read()
    for language, named in sets.items():
        for name, sentences in named.items():
            missed, false = measure(sentences)
            bad = sum(one["bad"] for one in sentences)
            print(
                f"{language} {name}: {bad - len(missed)} of {bad} seen, "
                f"{len(false)} of {len(sentences) - bad} seen wrongly"
            )
            for text in missed:
                print("  missed:", text)
            for text in false:
                print("  wrong:", text, seen(text))
    if parser.parse_args().write:
        write(sets)


if __name__ == "__main__":
    main()
