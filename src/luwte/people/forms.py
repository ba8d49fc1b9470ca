"""The form by which an administrator invites somebody."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from luwte.organisations.models import Organisation
from luwte.people.inviting import Invitee
from luwte.people.models import Appointment, Person

#: Nobody is both in one organisation.
APART = {Appointment.Role.MANAGEMENT, Appointment.Role.SECOND_ADDRESS}


class InvitationForm(forms.Form):
    """Whom to invite to which role."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Best an address that the organisation can't read."),
    )
    language = forms.ChoiceField(label=_("Language of the mail"), choices=Person.Language.choices)
    role = forms.ChoiceField(label=_("Role"), choices=Appointment.Role.choices)
    position = forms.ChoiceField(
        label=_("Position"),
        choices=Appointment.Position.choices,
        help_text=_("Of a counsellor. For others it makes no difference."),
    )

    def __init__(self, organisation: Organisation, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.organisation = organisation

    def clean_email(self) -> str:
        """Nobody is invited to a role that they have."""
        email: str = self.cleaned_data["email"]
        wanted = self.data.get(self.add_prefix("role"), "")
        running = (
            Appointment.objects.not_ended()
            .filter(organisation=self.organisation, person__user__email__iexact=email)
            .values_list("role", flat=True)
        )
        if wanted in running:
            raise forms.ValidationError(_("This person has this role already."), code="running")
        if {wanted, *running} >= APART:
            raise forms.ValidationError(
                _("Management can’t be the second address: that is for what is about management."),
                code="not-both",
            )
        return email

    def invitee(self) -> Invitee:
        """What was filled in."""
        return Invitee(**self.cleaned_data)
