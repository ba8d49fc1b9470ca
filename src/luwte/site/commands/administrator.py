"""`luwte administrator`: add one."""

import argparse
import getpass
import sys

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from luwte.people.models import User

HELP = "Add an administrator, who sets up organisations and reads nothing confidential."


def configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    one = actions.add_parser("add", help="make the account; asks for its password")
    one.add_argument("email", metavar="EMAIL")
    one.add_argument(
        "--password-stdin", action="store_true", help="read the password from standard input"
    )


def run(options: argparse.Namespace) -> int:
    if User.objects.filter(email__iexact=options.email).exists():
        print("There is an account with this address already.")
        return 1
    password = sys.stdin.readline().strip() if options.password_stdin else getpass.getpass()
    try:
        validate_password(password, User(email=options.email))
    except ValidationError as error:
        print("\n".join(error.messages))
        return 1
    User.objects.create_user(options.email, password, is_administrator=True)
    print("Sign in at /account/login/ on the site host. The second step is set up there.")
    return 0
