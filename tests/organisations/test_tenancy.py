"""Everybody sees the rows of their own organisations and no others."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from luwte.organisations.models import Organisation, PhoneLine, Unit
from luwte.people.models import Appointment, Invitation, Person, User

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M22")]


def organisation(slug: str) -> Organisation:
    made = Organisation.objects.create(name=slug, slug=slug, code=slug)
    Unit.objects.create(organisation=made, name="Team", headcount=12)
    PhoneLine.objects.create(organisation=made, name="Lijn", number="088 012 3400")
    invitation = Invitation(organisation=made, email=f"i@{slug}.example", name="I")
    invitation.renew_token()
    invitation.save()
    return made


def appointed(email: str, *organisations: Organisation) -> User:
    user = User.objects.create_user(email)
    person = Person.objects.create(user=user, name=email)
    for one in organisations:
        Appointment.objects.create(person=person, organisation=one, state="current")
    return user


def seen(user: object) -> dict[str, set[str]]:
    return {
        "organisations": {o.slug for o in Organisation.objects.for_user(user)},
        "units": {u.organisation.slug for u in Unit.objects.for_user(user)},
        "phones": {p.organisation.slug for p in PhoneLine.objects.for_user(user)},
        "invitations": {i.organisation.slug for i in Invitation.objects.for_user(user)},
    }


def test_a_counsellor_sees_the_organisations_they_work_for() -> None:
    one, two, three = organisation("one"), organisation("two"), organisation("three")
    appointed("other@three.example", three)
    user = appointed("somebody@one.example", one, two)
    assert all(slugs == {"one", "two"} for slugs in seen(user).values())
    assert {a.organisation.slug for a in Appointment.objects.for_user(user)} == {"one", "two"}


def test_an_ended_role_shows_nothing_any_more() -> None:
    user = appointed("somebody@one.example", organisation("one"))
    Appointment.objects.update(state="ended")
    assert not any(seen(user).values())


def test_a_visitor_sees_nothing_and_an_administrator_all() -> None:
    organisation("one")
    organisation("two")
    administrator = User.objects.create_user("a@luwte.example", is_administrator=True)
    assert not any(seen(AnonymousUser()).values())
    assert all(slugs == {"one", "two"} for slugs in seen(administrator).values())
