"""Trust agreements: an organisation's own text, version by version, for its counsellors' desks."""

from __future__ import annotations

import pytest
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from luwte.organisations.agreements import new_version
from luwte.organisations.models import AgreementTemplate, Organisation
from luwte.outreach.agreement import default_words
from tests.site.test_manage import administrator, town, unused_codes, visitor

__all__ = ["administrator", "town", "unused_codes", "visitor"]

pytestmark = [pytest.mark.django_db, pytest.mark.mission("M07")]
PAGE = "/manage/of/veldermeer/agreement/"
WORDS = {
    "title_nl": "Afspraken",
    "text_nl": "{counsellor} luistert.\n\n- {exceptions}",
    "title_en": "Agreement",
    "text_en": "{counsellor} listens.\n\n- {exceptions}",
}


def test_the_page_begins_with_the_text_that_comes_with_luwte(
    administrator: Client, town: Organisation
) -> None:
    page = administrator.get(PAGE).content.decode()
    assert "Vertrouwensovereenkomst" in page
    assert "## Jij beslist" in page
    assert "## You decide" in page


def test_saving_makes_a_new_version_and_leaves_the_old_one(
    administrator: Client, town: Organisation
) -> None:
    administrator.post(PAGE, WORDS)
    administrator.post(PAGE, WORDS | {"title_nl": "Onze afspraken"})
    kept = list(town.agreement_templates.values_list("version", "title_nl"))
    assert kept == [(2, "Onze afspraken"), (1, "Afspraken")]
    page = administrator.get(PAGE).content.decode()
    assert "Version 2" in page
    assert "Version 1" in page


def test_the_same_words_make_no_new_version(administrator: Client, town: Organisation) -> None:
    administrator.post(PAGE, WORDS)
    answer = administrator.post(PAGE, WORDS)
    assert b"Nothing is different" in answer.content
    assert town.agreement_templates.count() == 1


def test_what_nobody_can_fill_in_is_refused(administrator: Client, town: Organisation) -> None:
    answer = administrator.post(PAGE, WORDS | {"text_nl": "Voor {naam}"})
    assert "{naam}" in answer.content.decode()
    assert not town.agreement_templates.exists()


def test_a_version_never_changes(town: Organisation) -> None:
    made = new_version(town, WORDS, timezone.localdate())
    made.text_nl = "Anders"
    with pytest.raises(ValueError, match="never changes"):
        made.save()
    with pytest.raises(IntegrityError):
        AgreementTemplate.objects.create(
            organisation=town, version=made.version, day=timezone.localdate(), **WORDS
        )


def test_the_text_that_comes_with_luwte_can_be_filled_in_whole(
    administrator: Client, town: Organisation
) -> None:
    administrator.post(PAGE, default_words())
    assert town.agreement_templates.count() == 1
