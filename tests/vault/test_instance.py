"""What anybody may ask of an installation before knowing anything else."""

from __future__ import annotations

import json

import pytest
from django.conf import settings

from luwte.vault.instance import instance_id
from tests.vault.wire_client import Line


@pytest.mark.django_db
def test_an_installation_says_what_it_is_and_where_one_finds_ones_organisation() -> None:
    told = Line().client.get("/api/v1/instance").json()
    assert told["instance"] == instance_id()
    assert told["site"] == settings.LUWTE.site_origin
    assert (told["v"], told["suite"]) == (1, "1")
    described = json.loads(Line().client.get("/api/v1/openapi.json").content)
    assert "site" in described["components"]["schemas"]["InstanceOut"]["required"]


@pytest.mark.django_db
def test_the_description_is_sent_again_only_when_it_changed() -> None:
    client = Line().client
    first = client.get("/api/v1/openapi.json")
    assert first["Cache-Control"] == "no-cache"
    again = client.get("/api/v1/openapi.json", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.post("/api/v1/openapi.json").status_code in {403, 405}
    too_busy = first.json()["paths"]["/api/v1/challenge"]["post"]["responses"]["429"]
    assert "Retry-After" in too_busy["headers"]
