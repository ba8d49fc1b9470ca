"""Whether a counsellor may ask for mail only when something waits."""

from __future__ import annotations

from luwte.people.counsellors import Appointment, Person


def mail_is_seen_at_work(person: Person) -> bool:
    """Whether an organisation they work for may run this person's mail.

    A mail that comes only when somebody reported would tell the organisation's mail log so.
    An employee of an organisation that named no domains of its own counts as seen. So does who
    was one: conversations outlive a role, and the mailbox may be the employer's still.
    """
    domain = person.user.email.rpartition("@")[2].lower()
    ever = Appointment.objects.counsellors().filter(person=person).select_related("organisation")
    for appointment in ever:
        own = appointment.organisation.own_mail_domains()
        if any(domain == name or domain.endswith(f".{name}") for name in own):
            return True
        if not own and appointment.position != Appointment.Position.EXTERNAL:
            return True
    return False
