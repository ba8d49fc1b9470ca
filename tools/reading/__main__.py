"""`python -m tools.reading [FILE…]`: figures per file, then what to mend.

Without a file: everything a reporter reads. Exits 1 when a limit is broken, a sentence has
more than twenty words, or office Dutch is used.
"""

import argparse
import sys
from pathlib import Path

from tools.reading.measure import LIMITS, Reading, broken_limits, measure
from tools.reading.sources import everything, name_of, read


def _row(name: str, reading: Reading) -> str:
    figures = "".join(f"{getattr(reading, key):>10.1f}" for key in LIMITS)
    return f"{name[:28]:<28}{reading.word_count:>7}{figures}"


def main(arguments: list[str]) -> int:
    """Measure, print, and answer with the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.reading", description=__doc__)
    parser.add_argument("file", nargs="*", type=Path, help=".toml, .po or plain text")
    parser.add_argument("--quiet", action="store_true", help="only what fails")
    options = parser.parse_args(arguments)
    paths: list[Path] = options.file or everything()
    print(f"{'':<28}{'words':>7}{'w/sent':>10}{'Douma':>10}{'LIX':>10}{'% long':>10}{'% pass':>10}")
    strings: list[tuple[str, str]] = []
    for path in paths:
        found = list(read(path))
        strings += found
        if not options.quiet:
            print(_row(name_of(path), measure(found)))
    whole = measure(strings)
    print(_row("everything", whole))
    for offence in whole.offences:
        if offence.fails or not options.quiet:
            mark = "FAIL" if offence.fails else "look"
            print(f"{mark}  {offence.place}: {offence.what}\n      {offence.sentence}")
    broken = broken_limits(whole)
    for line in broken:
        print(f"FAIL  {line}")
    return int(bool(broken) or any(offence.fails for offence in whole.offences))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
