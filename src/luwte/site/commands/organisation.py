"""`luwte organisation`: add one, list them."""

import argparse

from django.core.exceptions import ValidationError

from luwte.organisations.models import Organisation

HELP = "Add an organisation, or list them."


def configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("list", help="one slug and name a line, with a tab between")
    add = actions.add_parser("add", help="add an organisation")
    add.add_argument("slug", help="short name in the address of its page")
    add.add_argument("--name", required=True)
    add.add_argument("--code", help="what people type on the start page; default: the slug")
    add.add_argument("--kind", choices=Organisation.Kind.values, default="employer")
    add.add_argument("--sector", choices=Organisation.Sector.values, default="private")
    add.add_argument("--headcount", type=int, default=0)
    add.add_argument("--provider", metavar="SLUG", help="slug of the provider of its counsellors")


def run(options: argparse.Namespace) -> int:
    return list_all() if options.action == "list" else add(options)


def list_all() -> int:
    for slug, name in Organisation.objects.order_by("slug").values_list("slug", "name"):
        print(f"{slug}\t{name}")
    return 0


def add(options: argparse.Namespace) -> int:
    organisation = Organisation(
        slug=options.slug,
        name=options.name,
        code=options.code or options.slug,
        kind=options.kind,
        sector=options.sector,
        headcount=options.headcount,
    )
    if options.provider:
        organisation.provider = Organisation.objects.filter(
            slug=options.provider, kind=Organisation.Kind.PROVIDER
        ).first()
        if organisation.provider is None:
            print(f"There is no provider with the slug {options.provider}.")
            return 1
    try:
        organisation.full_clean()
    except ValidationError as error:
        print("\n".join(error.messages))
        return 1
    organisation.save()
    print(f"{organisation.name} was added.")
    return 0
