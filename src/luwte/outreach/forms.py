"""The form of the start page."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from luwte.organisations.models import Organisation


class CodeForm(forms.Form):
    """Finds an organisation by its exact code; it never completes or suggests."""

    code = forms.CharField(
        label=_("Code of your organisation"),
        max_length=40,
        error_messages={"required": _("Type the code first. It is on the poster.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> str:
        """The code as it is kept: small letters, dashes for spaces."""
        code = "-".join(self.cleaned_data["code"].lower().split())
        self._organisation = (
            Organisation.objects.active()
            .exclude(kind=Organisation.Kind.PROVIDER)
            .filter(code=code)
            .first()
        )
        if self._organisation is None:
            raise forms.ValidationError(
                _("We do not know this code. Look at the poster, or ask a counsellor."),
                code="unknown",
            )
        return code

    def organisation(self) -> Organisation:
        """What a valid form found."""
        if self._organisation is None:
            raise LookupError
        return self._organisation
