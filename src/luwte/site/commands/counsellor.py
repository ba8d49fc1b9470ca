"""`luwte counsellor`: invite somebody to the role."""

import argparse

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from luwte.organisations.models import Organisation
from luwte.people.inviting import Invitee, invite
from luwte.people.models import Appointment

HELP = "Invite a counsellor, coordinator or somebody of the management."


def configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    one = actions.add_parser(
        "invite",
        help="send the mail with the link, and print the link",
        epilog="The link holds LUWTE_APP_ORIGIN; in a demo, the PORT given here: give the same "
        "one as to the server, as in PORT=8123 luwte counsellor invite ...",
    )
    one.add_argument("email", metavar="EMAIL")
    one.add_argument("--organisation", required=True, metavar="SLUG")
    one.add_argument("--name", required=True)
    one.add_argument(
        "--position", choices=Appointment.Position.values, default=Appointment.Position.INTERNAL
    )
    one.add_argument("--role", choices=Appointment.Role.values, default=Appointment.Role.COUNSELLOR)
    one.add_argument("--language", choices=("nl", "en"), default="nl")


def run(options: argparse.Namespace) -> int:
    organisation = Organisation.objects.filter(slug=options.organisation).first()
    if organisation is None:
        print(f"There is no organisation with the slug {options.organisation}.")
        return 1
    try:
        validate_email(options.email)
    except ValidationError as error:
        print("\n".join(error.messages))
        return 1
    who = Invitee(
        email=options.email,
        name=options.name,
        language=options.language,
        role=options.role,
        position=options.position,
    )
    print(invite(organisation, who))
    return 0
