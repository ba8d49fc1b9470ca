"""Inviting somebody to a role: the invitation, the link and the mail that brings it."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from luwte.organisations.models import Organisation
from luwte.people.invitations import Invitation
from luwte.people.models import Appointment, User


@dataclass(frozen=True)
class Invitee:
    """Whom to invite to what."""

    email: str
    name: str
    language: str = "nl"
    role: str = Appointment.Role.COUNSELLOR
    position: str = Appointment.Position.INTERNAL


def invite(organisation: Organisation, who: Invitee, by: User | None = None) -> str:
    """Make the invitation and send its mail; returns the link. Earlier ones stop working."""
    Invitation.objects.open().filter(
        organisation=organisation, email__iexact=who.email, role=who.role
    ).update(expires=timezone.now())
    invitation = Invitation(
        organisation=organisation,
        email=User.objects.normalize_email(who.email),
        name=who.name,
        language=who.language,
        role=who.role,
        position=who.position,
        invited_by=by,
    )
    token = invitation.renew_token()
    invitation.save()
    link = link_to(invitation, token)
    send_invitation(invitation, link)
    return link


def link_to(invitation: Invitation, token: str) -> str:
    """Counsellors begin at their desk, where their keys are made; others on the site."""
    if invitation.role == Appointment.Role.COUNSELLOR:
        return f"{settings.LUWTE.app_origin}/desk/#/invitation/{token}"
    return f"{settings.LUWTE.site_origin}/account/invitation/{token}"


def send_invitation(invitation: Invitation, link: str) -> None:
    """The mail with the link, in the language of the person invited."""
    with override(invitation.language):
        lines = [
            _("Dear %(name)s,") % {"name": invitation.name},
            "",
            _("%(organisation)s invites you as: %(role)s.")
            % {
                "organisation": invitation.organisation.name,
                "role": invitation.get_role_display(),
            },
            _("Open this link on a device that your employer does not manage:"),
            "",
            link,
            "",
            _("The link works once, for fourteen days."),
            *what_follows(invitation),
            "",
            _("Did you not expect this? Then do nothing, and tell the organisation."),
        ]
        send_mail(_("Invitation to Luwte"), "\n".join(lines) + "\n", None, [invitation.email])


def what_follows(invitation: Invitation) -> list[str]:
    """What somebody needs for it."""
    if invitation.role != Appointment.Role.COUNSELLOR:
        return [_("You choose a password, and set up an app on your phone as a second step.")]
    return [
        _("You choose a passkey or a password. Then you make your keys, in your own browser."),
        _("Set aside half an hour, and have a printer or pen and paper at hand."),
    ]
