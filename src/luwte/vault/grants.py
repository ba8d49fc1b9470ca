"""Who may write what: the table of docs/protocol.md section 5.3, as a table.

`State` is what follows from a log's events. `check_event` and `check_statement` refuse what the
table doesn't allow; `apply` gives the state after an event that was allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from luwte.vault.events import Event, new_key_is_proven

OPEN = "open"
CLOSED = "closed"
WITHDRAWN = "withdrawn"

REPORTER = "reporter"
COUNSELLOR = "counsellor"


class NotAllowed(Exception):
    """The table refuses this. `code` is the problem's code, the message is for developers."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code


@dataclass(slots=True)
class Place:
    """A current participant: role, key, and whether that key is a one-time phrase's.

    `seeds_from` is the oldest epoch that they hold the seed of; None before their first epoch.
    """

    role: str
    sign: str
    one_time: bool = False
    seeds_from: int | None = None

    @property
    def own_reporter(self) -> bool:
        """A reporter with a key of their own."""
        return self.role == REPORTER and not self.one_time


@dataclass(slots=True)
class State:
    """What the events of a log so far amount to."""

    purpose: str
    state: str = OPEN
    closed_before: bool = False
    epoch: int = 0
    needs_epoch: bool = True
    places: dict[str, Place] = field(default_factory=dict)
    former: dict[str, str] = field(default_factory=dict)
    # The one-time key that `create` named; "" for none, or where nobody asked for it.
    intake: str = ""

    @property
    def reporter_has_own_key(self) -> bool:
        """Whether there is a reporter who decides for themselves."""
        return any(place.own_reporter for place in self.places.values())


By = Callable[[State, Event], bool]


def participant(state: State, event: Event) -> bool:
    """Any current participant."""
    return event.author in state.places


def themself(_state: State, event: Event) -> bool:
    """The person whom the event is about."""
    return bool(event.author == event.fields["person"])


def reporter(state: State, event: Event) -> bool:
    """The reporter, with a key of their own."""
    return state.places[event.author].own_reporter


def reporter_who_says_so(state: State, event: Event) -> bool:
    """The reporter, with a key of their own, on the ground "reporter"."""
    return reporter(state, event) and event.fields["ground"] == "reporter"


def counsellor_told_so(state: State, event: Event) -> bool:
    """A counsellor, on the ground "spoken", while no reporter has a key of their own."""
    return (
        state.places[event.author].role == COUNSELLOR
        and event.fields["ground"] == "spoken"
        and not state.reporter_has_own_key
    )


def counsellor_for_reporter(state: State, event: Event) -> bool:
    """A counsellor of the conversation, about its reporter."""
    place = state.places.get(event.fields["person"])
    return (
        state.places[event.author].role == COUNSELLOR
        and place is not None
        and place.role == REPORTER
    )


def counsellor_for_unused_words(state: State, event: Event) -> bool:
    """A counsellor, about a caller who has had the one-time key of `create` ever since."""
    place = state.places.get(event.fields["person"])
    return (
        state.places[event.author].role == COUNSELLOR
        and place is not None
        and place.role == REPORTER
        and place.one_time
        and place.sign == state.intake
    )


@dataclass(frozen=True)
class Grant:
    """One line of the table: any of `by`, in these states, pending a new epoch or not."""

    by: tuple[By, ...]
    states: tuple[str, ...] = (OPEN,)
    pending: bool = False
    purposes: tuple[str, ...] = ("conversation", "file", "own", "notebook")


MEMBERSHIP = (OPEN, CLOSED)
SHARED = ("conversation", "file")
WITH_REPORTER = ("conversation",)
BY_REPORTER = ("conversation", "notebook")
CLOSABLE = ("conversation", "file", "own")

GRANTS: Mapping[str, Grant] = {
    "epoch": Grant((participant,), MEMBERSHIP, pending=True),
    "join": Grant((reporter_who_says_so, counsellor_told_so), pending=True, purposes=SHARED),
    "leave": Grant(
        (themself, reporter, counsellor_for_unused_words),
        MEMBERSHIP,
        pending=True,
        purposes=(*SHARED, "notebook"),
    ),
    "replace-key": Grant((themself,), MEMBERSHIP, pending=True),
    "rejoin": Grant((counsellor_for_reporter,), MEMBERSHIP, pending=True, purposes=WITH_REPORTER),
    "close": Grant((participant,), purposes=CLOSABLE),
    "reopen": Grant((participant,), (CLOSED,), purposes=CLOSABLE),
    "withdraw": Grant((reporter,), MEMBERSHIP, purposes=BY_REPORTER),
    "restore": Grant((reporter,), (WITHDRAWN,), purposes=BY_REPORTER),
}

# The author, by role; whether somebody else stands in the event; and for which purposes.
CREATES: Mapping[tuple[str, str], tuple[str, ...]] = {
    (REPORTER, "counsellor"): ("conversation",),
    (REPORTER, ""): ("notebook",),
    (COUNSELLOR, "intake"): ("conversation",),
    (COUNSELLOR, ""): ("file", "own"),
}


def check_state(state: State, grant: Grant) -> None:
    """Whether the conversation is in a state in which this line of the table holds."""
    if state.state not in grant.states:
        raise NotAllowed(f"is-{state.state}", f"not while {state.state}")
    if state.needs_epoch and not grant.pending:
        raise NotAllowed("needs-epoch", "a new epoch comes first")
    if state.purpose not in grant.purposes:
        raise NotAllowed("not-allowed", f"not in a log of purpose {state.purpose}")


def check_event(state: State, event: Event) -> None:
    """Refuse an event that the table doesn't allow now; its signature was checked."""
    grant = GRANTS.get(event.kind)
    if grant is None or event.author not in state.places:
        raise NotAllowed("not-allowed", f"{event.kind} by this author")
    check_state(state, grant)
    if not any(by(state, event) for by in grant.by):
        raise NotAllowed("not-allowed", f"{event.kind} by this author")
    detail = DETAILS.get(event.kind)
    if detail is not None:
        detail(state, event)


def check_statement(state: State, author: str, epoch: int) -> None:
    """A current participant, in the current epoch."""
    if author not in state.places:
        raise NotAllowed("not-allowed", "a statement by this author")
    if state.state != OPEN:
        raise NotAllowed(f"is-{state.state}", f"not while {state.state}")
    if state.needs_epoch:
        raise NotAllowed("needs-epoch", "a new epoch comes first")
    if epoch != state.epoch:
        raise NotAllowed("wrong-epoch", "statements are of the current epoch")


def check_destroying(state: State) -> None:
    """Single statements are destroyed only where nobody else relies on them."""
    if state.purpose != "notebook":
        raise NotAllowed("not-allowed", "nothing is taken out of what others take part in")


def check_epoch(state: State, event: Event) -> None:
    """The next number, and exactly the current participants with their current keys."""
    if event.fields["epoch"] != state.epoch + 1:
        raise NotAllowed("wrong-epoch", "not the next epoch")
    listed = {one["person"]: (one["role"], one["sign"]) for one in event.fields["participants"]}
    current = {person: (place.role, place.sign) for person, place in state.places.items()}
    if listed != current:
        raise NotAllowed("wrong-participants", "an epoch lists exactly who takes part")
    check_seeds(state, event)


def check_seeds(state: State, event: Event) -> None:
    """Nobody who stays loses a seed, and nobody grants seeds that they lack."""
    given = {one["person"]: one["from"] for one in event.fields["participants"]}
    own = given[event.author]
    for person, place in state.places.items():
        kept = place.seeds_from
        fits = given[person] == kept if kept is not None else given[person] >= own
        if not fits or own > given[person] or given[person] > event.fields["epoch"]:
            raise NotAllowed("wrong-seeds", "an envelope lacks a seed, or has one too many")


def check_newcomer(state: State, event: Event) -> None:
    if event.fields["person"] in state.places:
        raise NotAllowed("not-allowed", "takes part already")
    if state.former.get(event.fields["person"], COUNSELLOR) != COUNSELLOR:
        raise NotAllowed("not-allowed", "was the reporter")
    check_free_key(state, event)


def check_leaver(state: State, event: Event) -> None:
    if event.fields["person"] not in state.places:
        raise NotAllowed("not-allowed", "takes no part")


def check_free_key(state: State, event: Event) -> None:
    """No key stands for two, and a new key is another one."""
    if event.fields["sign"] in {place.sign for place in state.places.values()}:
        raise NotAllowed("not-allowed", "a key that is in use already")


def check_new_key(state: State, event: Event) -> None:
    check_free_key(state, event)
    if event.kind == "replace-key" and not new_key_is_proven(event):
        raise NotAllowed("bad-signature", "the new key's proof doesn't fit")


DETAILS: Mapping[str, By | Callable[[State, Event], None]] = {
    "epoch": check_epoch,
    "join": check_newcomer,
    "leave": check_leaver,
    "replace-key": check_new_key,
    "rejoin": check_new_key,
}


def created(event: Event) -> State:
    """The state after `create`, when the table allows it."""
    if event.kind != "create" or event.seq != 0:
        raise NotAllowed("not-allowed", "a log begins with create")
    fields = event.fields
    second = next((name for name in ("counsellor", "intake") if fields[name]), "")
    if fields["purpose"] not in CREATES.get((fields["role"], second), ()):
        raise NotAllowed("not-allowed", "who may create what")
    state = State(fields["purpose"])
    state.places[event.author] = Place(fields["role"], fields["sign"])
    if second:
        other = fields[second]
        if other["sign"] == fields["sign"]:
            raise NotAllowed("not-allowed", "a key that is in use already")
        role = COUNSELLOR if second == "counsellor" else REPORTER
        state.places[other["person"]] = Place(role, other["sign"], one_time=second == "intake")
        state.intake = other["sign"] if second == "intake" else ""
    return state


def apply_epoch(state: State, event: Event) -> None:
    state.epoch, state.needs_epoch = event.fields["epoch"], False
    for one in event.fields["participants"]:
        state.places[one["person"]].seeds_from = one["from"]


def apply_join(state: State, event: Event) -> None:
    person = event.fields["person"]
    state.places[person] = Place(COUNSELLOR, event.fields["sign"])
    state.former.pop(person, None)


def apply_leave(state: State, event: Event) -> None:
    person = event.fields["person"]
    state.former[person] = state.places.pop(person).role


def apply_replace_key(state: State, event: Event) -> None:
    place = state.places[event.fields["person"]]
    place.sign, place.one_time = event.fields["sign"], False


def apply_rejoin(state: State, event: Event) -> None:
    place = state.places[event.fields["person"]]
    place.sign, place.one_time, place.seeds_from = event.fields["sign"], True, None


def apply_close(state: State, _event: Event) -> None:
    state.state = CLOSED


def apply_reopen(state: State, _event: Event) -> None:
    state.state = OPEN


def apply_withdraw(state: State, _event: Event) -> None:
    state.closed_before = state.state == CLOSED
    state.state = WITHDRAWN


def apply_restore(state: State, _event: Event) -> None:
    state.state = CLOSED if state.closed_before else OPEN
    state.closed_before = False


EFFECTS: Mapping[str, Callable[[State, Event], None]] = {
    "epoch": apply_epoch,
    "join": apply_join,
    "leave": apply_leave,
    "replace-key": apply_replace_key,
    "rejoin": apply_rejoin,
    "close": apply_close,
    "reopen": apply_reopen,
    "withdraw": apply_withdraw,
    "restore": apply_restore,
}
CHANGES_MEMBERSHIP = frozenset({"join", "leave", "replace-key", "rejoin"})


def apply(state: State, event: Event) -> None:
    """Change the state by an event that was allowed."""
    EFFECTS[event.kind](state, event)
    if event.kind in CHANGES_MEMBERSHIP:
        state.needs_epoch = True
