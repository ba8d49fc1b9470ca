"""The paper set: blank, accessible, in both languages, and only what this organisation may ask."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from luwte.organisations.agreements import new_version
from luwte.organisations.models import Organisation
from luwte.outreach.cards import PublicRoster
from luwte.outreach.content import LANGUAGES, Language
from luwte.registry.codes import fields_for
from luwte.site.paper.forms import FORMS
from luwte.site.paper.printing import Form
from tests.site.test_manage import town, visitor

__all__ = ["town", "visitor"]

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M07")]


def made(form: str, of: Organisation, language: Language = "nl") -> Form:
    with translation.override(language):
        return FORMS[form](of, PublicRoster(), language)


def asked(form: Form) -> list[str]:
    return [ask.label for part in form.parts for ask in part.asks]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_an_accessible_pdf(
    visitor: Client, town: Organisation, form: str, language: str
) -> None:
    """PDF/UA-1 is checked by the program that writes it; it refuses what doesn't conform."""
    answer = visitor.get(f"/o/veldermeer/paper/{form}-{language}.pdf")
    assert answer.status_code == 200
    assert answer["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert b"pdfuaid" in answer.content


def test_the_page_leads_to_all_of_them(visitor: Client, town: Organisation) -> None:
    page = visitor.get("/o/veldermeer/paper/").content.decode()
    for form in FORMS:
        for language in LANGUAGES:
            assert f"/o/veldermeer/paper/{form}-{language}.pdf" in page


@pytest.mark.parametrize("name", ["nothing-nl", "intake-fr"])
def test_what_is_not_there_is_not_found(visitor: Client, town: Organisation, name: str) -> None:
    assert visitor.get(f"/o/veldermeer/paper/{name}.pdf").status_code == 404


def test_the_registration_card_asks_what_the_size_allows(town: Organisation) -> None:
    small = asked(made("registration", town))
    assert small == [one.nl for one in fields_for(town)]
    town.headcount = 5000
    assert len(asked(made("registration", town))) > len(small)


def test_the_agreement_is_the_newest_version_with_room_to_sign(town: Organisation) -> None:
    words = {"title_nl": "Onze afspraak", "text_nl": "Bij {organisation}\n\n- {exceptions}"}
    words |= {"title_en": "Ours", "text_en": "At {organisation}"}
    new_version(town, words, timezone.localdate())
    form = made("agreement", town)
    assert form.title == "Onze afspraak"
    assert form.parts[0].paragraphs == ["Bij Veldermeer"]
    assert len(form.parts[1].points) >= 4
    assert len(asked(form)) == 2


def test_the_words_of_an_organisation_are_words_and_never_instructions(
    visitor: Client, town: Organisation
) -> None:
    town.name = '#read("/etc/passwd") $x$ *b* \\ "'
    town.save()
    assert visitor.get("/o/veldermeer/paper/intake-nl.pdf").status_code == 200


def test_everything_of_the_default_agreement_is_filled_in(town: Organisation) -> None:
    def texts(value: Any) -> str:
        return json.dumps(value, default=vars)

    for language in LANGUAGES:
        assert "{counsellor}" not in texts(made("agreement", town, language))
        assert "{exceptions}" not in texts(made("agreement", town, language))
