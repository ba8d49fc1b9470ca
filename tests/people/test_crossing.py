"""Going over from the desk to the site, for who has only a passkey."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from luwte.organisations.models import Organisation
from luwte.people.crossing import VALID, Crossing
from tests.people.api_client import post
from tests.people.test_settings import sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.mission("M26")]


def path_to_site(app_client: Client) -> str:
    address: str = post(app_client, "me/crossing", {}).json()["address"]
    return address[address.index("/account/") :]


def test_a_press_of_the_button_signs_in_and_the_link_is_used_up(
    town: Organisation, app_client: Client, site: Client
) -> None:
    sign_in(app_client, town, "mila@example.com")
    path = path_to_site(app_client)
    assert b"mila@example.com" in site.get(path).content
    activities = f"/lead/of/{town.slug}/activities/"
    assert site.get(activities).status_code != 200, "looking signs nobody in"
    assert site.post(path).headers["Location"] == "/lead/"
    assert site.get(activities).status_code == 200
    assert site.get(path).status_code == 404


def test_a_newer_link_ends_an_older_one(
    town: Organisation, app_client: Client, site: Client
) -> None:
    sign_in(app_client, town, "mila@example.com")
    older, newer = path_to_site(app_client), path_to_site(app_client)
    assert site.post(older).status_code == 404
    assert site.post(newer).status_code == 302


def test_after_two_minutes_it_is_as_if_it_never_was(
    town: Organisation, app_client: Client, site: Client
) -> None:
    sign_in(app_client, town, "mila@example.com")
    path = path_to_site(app_client)
    Crossing.objects.update(expires=timezone.now() - datetime.timedelta(seconds=1))
    unknown = "/account/from-desk/" + "A" * 43 + "/"
    lapsed = site.post(path).content.replace(path.encode(), unknown.encode())
    assert lapsed == site.post(unknown).content
    assert datetime.timedelta(minutes=5) > VALID


def test_an_account_that_was_closed_meanwhile_stays_outside(
    town: Organisation, app_client: Client, site: Client
) -> None:
    person = sign_in(app_client, town, "mila@example.com")
    path = path_to_site(app_client)
    person.user.is_active = False
    person.user.save()
    assert site.post(path).status_code == 404


def test_of_the_link_only_a_hash_is_kept(town: Organisation, app_client: Client) -> None:
    sign_in(app_client, town, "mila@example.com")
    token = path_to_site(app_client).split("/")[-2]
    assert token not in str(list(Crossing.objects.values()))
