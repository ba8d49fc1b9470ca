"""An organisation's public pages: who its counsellors are, and the poster that leads there.

They work without script, set no cookie and load nothing from elsewhere.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import cast

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from luwte.organisations.house_style import tokens
from luwte.organisations.models import Organisation
from luwte.outreach.cards import PublicRoster
from luwte.outreach.content import Language, Text, content
from luwte.outreach.forms import CodeForm

# Public and the same for everybody; a day is short enough for a new logo to show.
PUBLIC_FOR_A_DAY = "public, max-age=86400"


@dataclass(frozen=True)
class ConversationAddresses:
    """Where the reporter's application begins; the fragment never reaches a server."""

    start: str
    back: str


def public_organisation(slug: str) -> Organisation:
    """The organisation with this public page; Http404 when there is none."""
    organisation = (
        Organisation.objects.active()
        .exclude(kind=Organisation.Kind.PROVIDER)
        .prefetch_related("phone_lines")
        .filter(slug=slug)
        .first()
    )
    if organisation is None:
        raise Http404
    return organisation


def conversation_addresses(talk_url: str, roster: PublicRoster) -> ConversationAddresses:
    """`talk_url` is the address of /talk/; what follows it stays in the browser."""
    start = f"{talk_url}#{roster.fingerprint}"
    return ConversationAddresses(start=start, back=f"{start}/return")


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The first page of the site: somebody types the code of their organisation. No list."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("organisation", slug=form.organisation().slug)
    context = {"form": form, "helplines": content().helplines(page_language())[:2]}
    return render(request, "outreach/start.html", context, status=404 if form.errors else 200)


def organisation_page(
    request: HttpRequest, organisation: Organisation, roster: PublicRoster, talk_url: str
) -> HttpResponse:
    """Who can be turned to, how, and what they are for."""
    language = page_language(organisation)
    with override(language):
        context = {
            **common_context(organisation, roster, talk_url, language),
            "who_reads": content().text("who-reads", language),
            "roles": roles(organisation, roster, language),
            "exceptions": exceptions(organisation, roster, language),
            "limits": content().text("honest-limits", language),
            "elsewhere": content().text("elsewhere", language),
            "helplines": helplines(organisation, language),
        }
        return render(request, "outreach/organisation.html", context)


def poster(
    request: HttpRequest, organisation: Organisation, roster: PublicRoster, talk_url: str
) -> HttpResponse:
    """A sheet to hang up: the QR code holds the fingerprint, so it needs no trust in the server."""
    language = page_language(organisation)
    with override(language):
        context = {
            **common_context(organisation, roster, talk_url, language),
            "site_address": request.build_absolute_uri(reverse("start")).partition("//")[2],
            "helplines": content().helplines(language)[:2],
        }
        return render(request, "outreach/poster.html", context)


def common_context(
    organisation: Organisation, roster: PublicRoster, talk_url: str, language: Language
) -> dict[str, object]:
    """What page and poster share."""
    lines = [
        {"line": line, "hours": line.hours(language), "dial": dialled(line.number)}
        for line in organisation.phone_lines.all()
    ]
    return {
        "organisation": organisation,
        "is_club": organisation.kind == Organisation.Kind.CLUB,
        "roster": roster,
        "addresses": conversation_addresses(talk_url, roster),
        "phone_lines": lines,
        "walk_in": organisation.walk_in(language),
    }


def qr_code(roster: PublicRoster, talk_url: str) -> HttpResponse:
    """The address of the reporter's application as an SVG picture; 404 without a roster."""
    if not roster.open:
        raise Http404
    out = io.BytesIO()
    code = segno.make(conversation_addresses(talk_url, roster).start, error="m", micro=False)
    code.save(out, kind="svg", border=2, scale=8, dark="#14202b", light="#ffffff", svgns=True)
    return picture(out.getvalue(), "image/svg+xml")


@require_safe
def logo(request: HttpRequest, slug: str) -> HttpResponse:
    """The organisation's logo."""
    organisation = public_organisation(slug)
    if not organisation.logo:
        raise Http404
    return picture(bytes(organisation.logo), organisation.logo_type)


@require_safe
def style(request: HttpRequest, slug: str) -> HttpResponse:
    """The organisation's colours."""
    return picture(tokens(public_organisation(slug)).encode(), "text/css")


def picture(data: bytes, media_type: str) -> HttpResponse:
    """Something public that belongs to a page."""
    return HttpResponse(data, content_type=media_type, headers={"Cache-Control": PUBLIC_FOR_A_DAY})


def page_language(organisation: Organisation | None = None) -> Language:
    """The visitor's language, or the organisation's first when it has no texts in theirs."""
    language = "en" if (get_language() or "nl").startswith("en") else "nl"
    if organisation is not None and language not in organisation.languages:
        language = organisation.languages[0]
    return cast(Language, language)


def positions(organisation: Organisation, roster: PublicRoster) -> list[str]:
    """Whom this page is about: the positions on the cards, or what there will be."""
    found = list(dict.fromkeys(card.position for card in roster.cards))
    club = organisation.kind == Organisation.Kind.CLUB
    return found or ["club_contact" if club else "internal"]


def roles(organisation: Organisation, roster: PublicRoster, language: Language) -> list[Text]:
    """What they are for; internal and external counsellors share one text."""
    texts = [content().for_position(p, language) for p in positions(organisation, roster)]
    return list({text.id: text for text in texts}.values())


def exceptions(organisation: Organisation, roster: PublicRoster, language: Language) -> list[Text]:
    """In short, when something can't stay between two people."""
    found: dict[str, Text] = {}
    for position in positions(organisation, roster):
        for text in content().exceptions(language, sector=organisation.sector, position=position):
            found.setdefault(text.id, text)
    return list(found.values())


def helplines(organisation: Organisation, language: Language) -> list[object]:
    """Help lines for everybody, and those of the sector."""
    return list(content().helplines(language, ("all", organisation.sector)))


def dialled(number: str) -> str:
    """The number as a `tel:` address wants it."""
    return "".join(c for c in number if c in "+0123456789")
