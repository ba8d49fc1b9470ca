"""`luwte doctor`: says what is wrong or unsafe in a deployment."""

import argparse

from django.core import checks

from luwte.site import deployment

HELP = "Say what is wrong or unsafe in this deployment."


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--assets",
        metavar="URL",
        help="fetch the applications from this address and compare them with this build",
    )


def run(options: argparse.Namespace) -> int:
    found = checks.run_checks(include_deployment_checks=True)
    messages = [message for message in found if not message.is_silenced()]
    for message in messages:
        print(
            f"{checks_word(message)}: {message.msg}" + (f" {message.hint}" if message.hint else "")
        )
    failed = any(message.is_serious() for message in messages)
    if options.assets:
        differences = deployment.compare_assets(options.assets)
        for line in differences:
            print(f"wrong: {line}")
        failed = failed or bool(differences)
        if not differences:
            print("The applications are the same as in this build.")
    if not messages:
        print("Nothing wrong was found.")
    return 1 if failed else 0


def checks_word(message: checks.CheckMessage) -> str:
    return "wrong" if message.is_serious() else "unsafe"
