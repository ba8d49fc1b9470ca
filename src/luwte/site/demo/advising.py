"""Advice in the demo: answered, waiting, and one that is about the management itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from luwte.organisations.models import Organisation
from luwte.people.models import Appointment, Person
from luwte.reports.models import ActionMark, Advice, AdviceAction, AdviceAnswer
from luwte.site.demo.people import Account, ago, told

ANSWERED_BY = {
    Advice.Addressee.MANAGEMENT: Appointment.Role.MANAGEMENT,
    Advice.Addressee.SECOND_ADDRESS: Appointment.Role.SECOND_ADDRESS,
}


def make_advice(organisations: Mapping[str, Organisation], accounts: Mapping[str, Account]) -> None:
    """Told in advice.toml."""
    for one in told("advice.toml")["advice"]:
        advice = Advice.objects.create(
            organisation=organisations[one["organisation"]],
            author=accounts[one["by"]].person,
            asked=one.get("asked", False),
            addressee=one.get("addressee", Advice.Addressee.MANAGEMENT),
            works_council=one.get("works_council", False),
            subject=one["subject"],
            text=one["text"].strip(),
        )
        advice.give(ago(one["ago"]))
        answer(advice, one)


def answer(advice: Advice, one: Mapping[str, Any]) -> None:
    """What whoever it is for said and did."""
    role = ANSWERED_BY[Advice.Addressee(advice.addressee)]
    by = Person.objects.get(appointments__organisation=advice.organisation, appointments__role=role)
    for said in one.get("answer", []):
        AdviceAnswer.objects.create(
            advice=advice, author=by, day=ago(said["ago"]), text=said["text"].strip()
        )
    for planned in one.get("action", []):
        action = AdviceAction.objects.create(
            advice=advice,
            author=by,
            day=ago(planned["ago"]),
            due=ago(planned["due"]),
            text=planned["text"],
            owner=planned["owner"],
        )
        mark = planned["mark"]
        ActionMark.objects.create(
            action=action,
            author=by,
            day=ago(mark["ago"]),
            state=mark["state"],
            came_of_it=mark["text"],
        )
