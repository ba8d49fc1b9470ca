"""Operations of docs/protocol.md 6.1, for anybody: what one needs before one is anybody."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Router, Schema

from luwte.people.meeting_hours import MeetingHours
from luwte.vault import public_rosters, tokens, work
from luwte.vault.age_shapes import FILE_CONTENT_MOST, STATEMENT_MOST
from luwte.vault.api.bodies import (
    Bin,
    Fingerprint,
    Hash,
    Id,
    gives_octets,
    octets,
    refuses,
)
from luwte.vault.gates import Gate
from luwte.vault.instance import instance_id
from luwte.vault.uploads import CHUNK
from luwte.vault.wire import SUITE, VERSION

router = Router(tags=["anybody"])


class Limits(Schema):
    """Bytes: inside a statement, of a file's content, and of one piece of a sealed file."""

    statement: int
    file: int
    chunk: int


class InstanceOut(Schema):
    """Which installation this is, and what it speaks. `site`: origin of its public pages."""

    instance: Id
    v: int
    suite: str
    site: str
    limits: Limits


class Empty(Schema):
    """An empty object."""


class Challenge(Schema):
    """To be signed within five minutes."""

    challenge: str


class WorkParameters(Schema):
    """ALTCHA, version 2: find the counter whose hash begins with `keyPrefix`."""

    algorithm: str
    cost: int
    keyLength: int  # noqa: N815 - ALTCHA's own name
    keyPrefix: str  # noqa: N815
    keySignature: str  # noqa: N815
    nonce: str
    salt: str
    expiresAt: int  # noqa: N815


class Work(Schema):
    """An ALTCHA challenge; good for thirty minutes and for one use."""

    parameters: WorkParameters
    signature: str


class RosterIn(Schema):
    """What the poster names."""

    fingerprint: Fingerprint


class PortraitIn(Schema):
    """Which picture, by its hash."""

    portrait: Hash


class BothLanguages(Schema):
    """The same in Dutch and in English; either may be empty."""

    nl: str
    en: str


class Phone(Schema):
    """A number to call, and when it is answered."""

    name: str
    number: str
    hours: BothLanguages


class OrganisationOut(Schema):
    """What a reporter may know of the organisation. `hours`: when one can walk in."""

    id: Id
    name: str
    slug: str
    kind: str
    languages: list[str]
    sector: str
    second_address: str
    phones: list[Phone]
    hours: BothLanguages
    retention_months: int
    site: str


class Available(Schema):
    """What a counsellor says of their own presence here."""

    person: Id
    promise_days: int
    absent_from: str
    absent_until: str
    on_site: BothLanguages
    phone: str
    stand_in: str


class Hours(MeetingHours):
    """When and where a counsellor meets people; not which times are taken."""

    person: Id


class HoursOut(Schema):
    """Of all who are current in a roster."""

    hours: list[Hours]


class Via(Schema):
    """A provider's roster that this one names."""

    roster: Fingerprint
    entries: list[Bin]


class RosterOut(Schema):
    """A roster with everything that is needed to check it."""

    organisation: OrganisationOut
    roster: Fingerprint
    entries: list[Bin]
    heads: list[Bin]
    profiles: list[Bin]
    available: list[Available]
    via: list[Via]
    succeeded_by: str


class OwnText(Schema):
    """One part of a way in the organisation's own words."""

    route: str
    part: str
    language: str
    text: str


class OwnEntry(Schema):
    """Somebody whom the counsellors of this organisation refer to."""

    id: str
    name: str
    need: str
    reach: str
    hours: str
    url: str
    languages: list[str]
    checked_on: str


class GuideOut(Schema):
    """What an organisation adds to the ways and to the directory."""

    texts: list[OwnText]
    directory: list[OwnEntry]


@router.get("/instance", auth=Gate(), response={200: InstanceOut, **refuses()})
def instance(request: HttpRequest) -> dict[str, Any]:
    """Which installation this is."""
    return {
        "instance": instance_id(),
        "v": VERSION,
        "suite": SUITE,
        "site": settings.LUWTE.site_origin,
        "limits": {"statement": STATEMENT_MOST, "file": FILE_CONTENT_MOST, "chunk": CHUNK},
    }


@router.post("/challenge", auth=Gate(), response={200: Challenge, **refuses(411)})
def challenge(request: HttpRequest, body: Empty) -> HttpResponse:
    """Something fresh to sign; nothing is stored for it."""
    return JsonResponse({"challenge": tokens.new_challenge()})


@router.post("/work", auth=Gate(), response={200: Work, **refuses(411)})
def give_work(request: HttpRequest, body: Empty) -> HttpResponse:
    """Work to do before something is stored for somebody unknown."""
    return JsonResponse(work.new_work())


@router.post("/roster", auth=Gate(per_second=300), response={200: RosterOut, **refuses(404, 411)})
def roster(request: HttpRequest, body: RosterIn) -> HttpResponse:
    """An organisation and its counsellors, by the fingerprint of their roster."""
    return JsonResponse(public_rosters.show(body.fingerprint))


@router.post("/guide", auth=Gate(per_second=300), response={200: GuideOut, **refuses(404, 411)})
def guide(request: HttpRequest, body: RosterIn) -> HttpResponse:
    """An organisation's own words on the ways there are, by the fingerprint of its roster."""
    return JsonResponse(public_rosters.guide(body.fingerprint))


@router.post("/hours", auth=Gate(per_second=300), response={200: HoursOut, **refuses(404, 411)})
def hours(request: HttpRequest, body: RosterIn) -> HttpResponse:
    """When and where the counsellors of a roster meet people."""
    return JsonResponse(public_rosters.hours(body.fingerprint))


@router.post(
    "/portrait",
    auth=Gate(per_second=300),
    response={**refuses(404, 411)},
    openapi_extra=gives_octets("PNG, JPEG or WebP."),
)
def portrait(request: HttpRequest, body: PortraitIn) -> HttpResponse:
    """A counsellor's picture, by its hash."""
    return octets(public_rosters.portrait(body.portrait))
