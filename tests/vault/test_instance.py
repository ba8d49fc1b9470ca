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
