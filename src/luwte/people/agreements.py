"""The trust agreement of an organisation, for the desks of its counsellors."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router, Schema

from luwte.organisations.agreements import current_agreement
from luwte.people.access import FullySignedIn
from luwte.people.api import REFUSALS, Id, own_appointment

router = Router(tags=["counsellor"])


class AgreementIn(Schema):
    """Of which organisation."""

    organisation: Id


class AgreementWords(Schema):
    """In one language; both "" where the organisation has no text of its own."""

    title: str
    text: str


class AgreementOut(Schema):
    """The newest version; 0 where the text that comes with Luwte is used."""

    version: int
    day: str
    nl: AgreementWords
    en: AgreementWords


@router.post(
    "/agreement",
    response={200: AgreementOut, **REFUSALS},
    auth=FullySignedIn(),
)
def agreement(request: HttpRequest, payload: AgreementIn) -> AgreementOut:
    """The text that a counsellor of this organisation can offer now."""
    found = current_agreement(own_appointment(request, payload.organisation).organisation)
    if found is None:
        nothing = AgreementWords(title="", text="")
        return AgreementOut(version=0, day="", nl=nothing, en=nothing)
    return AgreementOut(
        version=found.version,
        day=found.day.isoformat(),
        nl=AgreementWords(title=found.title_nl, text=found.text_nl),
        en=AgreementWords(title=found.title_en, text=found.text_en),
    )
