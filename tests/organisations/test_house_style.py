"""An organisation's colours and logo never make a page unreadable or unsafe."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict
from PIL import Image

from luwte.organisations.colours import contrast
from luwte.organisations.forms import OrganisationForm
from luwte.organisations.house_style import DARK_GROUND, LIGHT_GROUND, tokens
from luwte.organisations.logos import LARGEST_FILE, UnfitLogo, cleaned_logo
from luwte.organisations.models import Organisation

FILLED = {
    "name": "Gemeente Veldermeer",
    "slug": "veldermeer",
    "code": "veldermeer-plein",
    "kind": "employer",
    "sector": "government",
    "speaks_dutch": "on",
    "headcount": "1200",
    "promise_days": "2",
    "quiet_weeks": "6",
    "retention_months": "3",
    "retention_once": "1",
    "retention_formal": "24",
    "accent": "#1d4f91",
    "active": "on",
}
NASTY = b"""<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"
onload="alert(1)"><script>alert(1)</script><style>*{fill:url(//x.example/a)}</style>
<a href="javascript:alert(1)"><rect width="3" height="3" fill="url(https://x.example)"/></a>
<image href="https://x.example/a.png"/><foreignObject><p>hi</p></foreignObject>
<path d="M0 0L9 9" fill="#123456"/></svg>"""


@pytest.mark.mission("M31")
@pytest.mark.django_db
@pytest.mark.parametrize("colour", ["#ffcc00", "#7fbfff", "#8a8a8a", "blue", "", "#12345"])
def test_a_colour_that_is_hard_to_read_is_refused(colour: str) -> None:
    form = OrganisationForm({**FILLED, "accent": colour})
    assert "accent" in form.errors


@pytest.mark.mission("M31")
@pytest.mark.parametrize("colour", ["#1d4f91", "#7a2e4d", "#a8440f", "#3d5a2a", "#000000"])
def test_every_pair_of_text_and_ground_can_be_read(colour: str) -> None:
    light, dark = tokens(Organisation(accent=colour)).split("@media")
    for sheet, ground in ((light, LIGHT_GROUND), (dark, DARK_GROUND)):
        found = dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{6});", sheet))
        assert contrast(found["accent"], ground) >= 4.5
        assert contrast(found["accent"], found["accent-text"]) >= 4.5
        assert contrast(found["accent-strong"], found["accent-text"]) >= 4.5
        assert contrast(found["accent-soft"], found["accent-soft-text"]) >= 4.5


@pytest.mark.mission("M22")
def test_a_drawing_keeps_its_shapes_and_loses_everything_else() -> None:
    cleaned = cleaned_logo(NASTY).data.decode()
    assert 'd="M0 0L9 9"' in cleaned
    for trace in ("script", "onload", "x.example", "javascript", "style", "image", "foreign"):
        assert trace not in cleaned


@pytest.mark.mission("M22")
def test_a_photo_is_drawn_anew_and_made_small() -> None:
    picture = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "a camera"
    Image.new("RGB", (2000, 900), "#336699").save(picture, "JPEG", exif=exif)
    logo = cleaned_logo(picture.getvalue())
    assert logo.media_type == "image/png"
    assert b"a camera" not in logo.data
    with Image.open(io.BytesIO(logo.data)) as drawn:
        assert max(drawn.size) <= 640


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"<svg></svg>", b"\x89PNG broken", b"x" * (LARGEST_FILE + 1)]
)
def test_what_is_no_logo_is_refused(data: bytes) -> None:
    with pytest.raises(UnfitLogo):
        cleaned_logo(data)


@pytest.mark.mission("M31")
@pytest.mark.django_db
def test_the_form_keeps_the_cleaned_logo_and_can_remove_it() -> None:
    upload = SimpleUploadedFile("logo.svg", NASTY, "image/svg+xml")
    form = OrganisationForm(FILLED, MultiValueDict({"new_logo": [upload]}))
    assert form.is_valid(), form.errors
    saved = form.save()
    assert b"script" not in bytes(saved.logo or b"")
    again = OrganisationForm({**FILLED, "remove_logo": "on"}, instance=saved)
    assert again.is_valid(), again.errors
    assert again.save().logo is None


@pytest.mark.mission("M41")
@pytest.mark.django_db
def test_an_organisation_needs_a_language_and_another_provider() -> None:
    assert "speaks_dutch" in OrganisationForm({**FILLED, "speaks_dutch": ""}).errors
    provider = Organisation.objects.create(name="B", slug="b", code="b", kind="provider")
    form = OrganisationForm({**FILLED, "provider": str(provider.pk)}, instance=provider)
    assert "provider" in form.errors
