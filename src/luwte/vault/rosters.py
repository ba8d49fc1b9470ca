"""Rosters as they are stored: adding cards, entries and heads, and telling who is current."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError

from luwte.organisations.models import Organisation
from luwte.people.models import Appointment
from luwte.vault.cards import (
    Entry,
    check_portrait,
    fingerprint,
    read_card,
    read_entry,
    read_head,
    read_profile,
)
from luwte.vault.chains import Chain, Outside, Refused, follow, replay
from luwte.vault.days import today
from luwte.vault.grants import NotAllowed
from luwte.vault.models import (
    PendingCard,
    PublicBlob,
    Roster,
    RosterEntry,
    RosterHead,
    RosterMember,
)
from luwte.vault.refusals import refusal
from luwte.vault.rows import select, writing
from luwte.vault.wire import Malformed, digest

CURRENT_KEY = """
SELECT r.id, r.organisation_id, r.length, r.head, later.id
FROM vault_rostermember m JOIN vault_roster r ON r.id = m.roster_id
     LEFT JOIN vault_roster later ON later.replaces_id = r.id
WHERE r.fingerprint = %s AND m.person = %s AND m.sign = %s AND m.current = %s
"""


def organisation_of_current_key(named: Mapping[str, Any], person: str, sign: str) -> int:
    """The organisation of this roster, when the key is that person's current one there.

    Any head that the roster ever had will do. Once all its keys are lost, nothing begins under it.
    """
    rows = select(CURRENT_KEY, [named["fingerprint"], person, sign, True])
    if not rows:
        raise NotAllowed("key-not-current", "not the current key of this counsellor")
    roster, organisation, length, head, later = rows[0]
    if later is not None:
        raise NotAllowed("roster-replaced", "another roster took the place of this one")
    if (named["length"], named["head"]) != (length, head):
        seen = RosterEntry.objects.filter(
            roster_id=roster, position=named["length"] - 1, hash=named["head"]
        )
        if not seen.exists():
            raise NotAllowed("key-not-current", "this roster never had that head")
    return int(organisation)


def appointed(person: str, organisation: str) -> Appointment:
    """This person's running appointment as a counsellor there."""
    found = (
        Appointment.objects.counsellors()
        .not_ended()
        .filter(person__public_id=person, organisation__public_id=organisation)
        .select_related("organisation")
        .first()
    )
    if found is None:
        raise refusal("not-appointed")
    return found


# --- Cards --------------------------------------------------------------------------------------


def send_card(
    instance: str, person: str, organisation: str, card: bytes, profile: bytes, portrait: bytes
) -> None:
    """Keep a card until a colleague counter-signs it; what it shows is kept by its hash."""
    appointment = appointed(person, organisation)
    read = read_card(card)
    if read.person != person or read.instance != instance or read.profile != digest(profile):
        raise Malformed("not one's own card, or another profile")
    named = read_profile(profile)["portrait"]
    if (named == "") != (portrait == b""):
        stored = named and PublicBlob.objects.filter(hash=named).exists()
        if portrait or not stored:
            raise Malformed("a profile comes with its portrait")
    if portrait:
        check_portrait(portrait, named)
    with writing():
        keep_blob(PublicBlob.Kind.PROFILE, profile)
        if portrait:
            keep_blob(PublicBlob.Kind.PORTRAIT, portrait)
        PendingCard.objects.update_or_create(
            organisation=appointment.organisation,
            person=person,
            defaults={"card": card, "profile": read.profile},
        )
        if appointment.state == Appointment.State.INVITED:
            appointment.state = Appointment.State.CARD_SENT
            appointment.save(update_fields=["state"])


def keep_blob(kind: PublicBlob.Kind, data: bytes) -> None:
    """Kept once, however often it is sent."""
    PublicBlob.objects.bulk_create(
        [PublicBlob(hash=digest(data), kind=kind, bytes=data)], ignore_conflicts=True
    )


# --- Entries ------------------------------------------------------------------------------------


def chain_of(roster: Roster, length: int | None = None) -> Chain:
    """What this roster's chain amounts to, in all or at an earlier length."""
    rows = roster.entries.values_list("bytes", flat=True).order_by("position")
    rows = rows if length is None else rows.filter(position__lt=length)
    return replay(read_entry(bytes(row), stored=True) for row in rows)


def outside(entry: Entry) -> Outside | None:
    """The provider's roster at the head that this entry names; None when it names none."""
    via = entry.fields.get("via")
    if via is None:
        return None
    roster = Roster.objects.filter(fingerprint=via["roster"]).first()
    if roster is None:
        raise Refused("an unknown provider's roster")
    chain = chain_of(roster, via["length"])
    if (chain.length, chain.head) != (via["length"], via["head"]):
        raise Refused("the provider's roster never had that head")
    keys = {person: chain.cards[person].sign for person in chain.current}
    return Outside(roster.fingerprint, chain.length, keys)


def append(instance: str, person: str, organisation: str, raw: bytes) -> Chain:
    """Add an entry by this person; the same bytes again are fine."""
    entry = read_entry(raw)
    if entry.fields["instance"] != instance:
        raise Malformed("made for another instance")
    if entry.fields["author"] != person:
        raise refusal("roster-refused")
    found = Organisation.objects.filter(public_id=organisation).first()
    if found is None:
        raise refusal("not-appointed")
    try:
        with writing():
            if entry.kind == "found":
                return found_roster(appointed(person, organisation).organisation, entry)
            return extend(found, entry)
    except Refused as error:
        raise refusal("roster-refused") from error
    except IntegrityError as error:
        raise refusal("roster-exists") from error


def found_roster(organisation: Organisation, entry: Entry) -> Chain:
    """The first entry: of an organisation without roster, or in place of one that is lost."""
    known = Roster.objects.filter(fingerprint=fingerprint(entry.signed.raw)).first()
    if known is not None:
        return chain_of(known)
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    before = latest(organisation)
    replaces = entry.fields["replaces"]
    if replaces != (before.fingerprint if before else ""):
        raise refusal("roster-exists", roster=before.fingerprint if before else "")
    if before is not None:
        check_all_lost(before, entry.fields["author"])
    chain = Chain()
    follow(chain, entry)
    roster = Roster.objects.create(
        organisation=organisation,
        fingerprint=chain.fingerprint,
        length=0,
        head="",
        replaces=before,
    )
    store(roster, entry, chain)
    return chain


def check_all_lost(roster: Roster, founder: str) -> None:
    """Only who is left alone may begin anew: an administrator ends the others' roles first."""
    others = (
        RosterMember.objects.filter(roster=roster, current=True)
        .exclude(person=founder)
        .values_list("person", flat=True)
    )
    running = Appointment.objects.counsellors().not_ended()
    if running.filter(
        organisation=roster.organisation_id, person__public_id__in=list(others)
    ).exists():
        raise refusal("roster-refused")


def extend(organisation: Organisation, entry: Entry) -> Chain:
    """A later entry, on the head of the roster that it names."""
    roster = (
        Roster.objects.select_for_update()
        .filter(organisation=organisation, fingerprint=entry.fields["roster"])
        .first()
    )
    if roster is None:
        raise refusal("unknown-roster")
    chain = chain_of(roster)
    if entry.hash == chain.head:
        return chain
    if entry.fields["prev"] != chain.head or entry.fields["position"] != chain.length:
        raise refusal("conflict", head=chain.head, length=chain.length)
    check_profile(entry)
    follow(chain, entry, outside(entry))
    store(roster, entry, chain)
    return chain


def check_profile(entry: Entry) -> None:
    """What a card shows must be here, or everybody would see an empty one."""
    if entry.card and not PublicBlob.objects.filter(hash=entry.card.profile).exists():
        raise refusal("malformed")


def store(roster: Roster, entry: Entry, chain: Chain) -> None:
    """Write the entry, and who is current after it."""
    RosterEntry.objects.create(
        roster=roster, position=chain.length - 1, hash=entry.hash, bytes=entry.signed.raw
    )
    roster.length, roster.head = chain.length, chain.head
    roster.save(update_fields=["length", "head"])
    for person, card in chain.cards.items():
        RosterMember.objects.update_or_create(
            roster=roster,
            person=person,
            defaults={
                "sign": card.sign,
                "profile": card.profile,
                "current": person in chain.current,
            },
        )
    if entry.card is not None:
        PendingCard.objects.filter(
            organisation=roster.organisation_id, person=entry.card.person
        ).delete()
    appoint(roster, chain)


def appoint(roster: Roster, chain: Chain) -> None:
    """Running appointments follow the chain; who was ended there comes back by an invitation."""
    here = Appointment.objects.counsellors().filter(organisation=roster.organisation_id)
    here.not_ended().filter(person__public_id__in=chain.current).update(
        state=Appointment.State.CURRENT
    )
    ended = chain.cards.keys() - chain.current
    here.current().filter(person__public_id__in=ended).update(
        state=Appointment.State.ENDED, ends=today()
    )


def latest(organisation: Organisation) -> Roster | None:
    """The roster that counts: the one that none replaces."""
    return Roster.objects.filter(organisation=organisation, succeeded_by=None).first()


# --- Heads --------------------------------------------------------------------------------------


def sign_head(instance: str, person: str, named: str, raw: bytes) -> None:
    """Keep the latest head that a current counsellor has seen; one a day is enough."""
    signed = read_head(raw)
    fields = signed.fields
    roster = Roster.objects.filter(fingerprint=named).first()
    if roster is None:
        raise refusal("unknown-roster")
    member = RosterMember.objects.filter(roster=roster, person=person, current=True).first()
    if member is None or not signed.signed_by(member.sign):
        raise refusal("roster-refused")
    if (fields["roster"], fields["author"], fields["instance"]) != (named, person, instance):
        raise Malformed("a head of something else")
    seen = RosterEntry.objects.filter(
        roster=roster, position=fields["length"] - 1, hash=fields["head"]
    )
    if not seen.exists() or fields["day"] > today().isoformat():
        raise refusal("roster-refused")
    RosterHead.objects.update_or_create(
        roster=roster, person=person, defaults={"bytes": raw, "day": fields["day"]}
    )


# --- Waiting cards ------------------------------------------------------------------------------


def waiting_for(person: str, organisation: str) -> list[PendingCard]:
    """Others' cards there, for who could counter-sign: current there or at its provider."""
    found = Organisation.objects.filter(public_id=organisation).first()
    if found is None:
        raise refusal("not-appointed")
    circle = [found.pk] + ([found.provider_id] if found.provider_id else [])
    may = RosterMember.objects.filter(
        roster__organisation__in=circle, roster__succeeded_by=None, person=person, current=True
    )
    if not may.exists():
        raise refusal("not-appointed")
    return list(PendingCard.objects.filter(organisation=found).exclude(person=person))
