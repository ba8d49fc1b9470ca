"""Operations of docs/protocol.md 6.7: counting cases, and judging the help."""

from __future__ import annotations

import base64
from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from luwte.people.access import FullySignedIn
from luwte.people.api import Done, Id, ProblemDetails, signed_in_person
from luwte.registry import judgements
from luwte.registry.codes import Code, code_lists, every_field, fields_for
from luwte.registry.codes import Field as Question
from luwte.registry.handing_over import Handed, appointed_at, hand_over
from luwte.registry.judgements import Token
from luwte.registry.models import ShownJudgements
from luwte.tokens.blind import Issue, public_key

router = Router(tags=["registry"])

# What a reporter calls: without a session cookie these neither read nor make a session.
REPORTERS_OPERATIONS = frozenset({"judgements/key", "judgements"})

AT_ONCE = 50
Number = Annotated[str, Field(pattern="^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$")]
Output = Annotated[str, Field(pattern="^[A-Za-z0-9_-]{85}[AQgw]$")]
Year = Annotated[int, Field(ge=2000, le=9999)]
Name = Annotated[str, Field(pattern="^[a-z_]{1,20}$")]
Answer = Annotated[str, Field(pattern="^([a-z0-9_]{1,32}( [a-z0-9_]{1,32}){0,31})?$")]


class OrganisationIn(Schema):
    """Where."""

    organisation: Id


class BothLanguages(Schema):
    """The same in Dutch and in English."""

    nl: str
    en: str


class CodeOut(Schema):
    """One answer; `domains`: where it belongs, everywhere when empty.

    An organisation's own is `under` an answer of the question `of`; a year that is 0 is open.
    """

    code: str
    domains: list[str]
    under: str
    first_year: int
    last_year: int
    label: BothLanguages


class QuestionOut(Schema):
    """One question. `moment`: when it can first be answered, `intake` or `closing`."""

    name: str
    moment: str
    multiple: bool
    of: str
    label: BothLanguages
    codes: list[CodeOut]


class CodeWordsOut(Schema):
    """What one answer is called."""

    code: str
    label: BothLanguages


class WordsOut(Schema):
    """What one question and its answers are called."""

    name: str
    label: BothLanguages
    codes: list[CodeWordsOut]


class FormOut(Schema):
    """What may be counted here; `words`: of all that ever may have been, to read it by."""

    version: int
    fields: list[QuestionOut]
    words: list[WordsOut]


class RegistrationIn(Schema):
    """One case in codes. `token`: 32 random bytes; the same again corrects."""

    token: Number
    kind: Literal["case", "not-counted", "removed"]
    version: Annotated[int, Field(ge=1, le=1000)]
    year: Year
    codes: Annotated[dict[Name, Answer], Field(max_length=40)] = {}


class HandOverIn(OrganisationIn):
    """Of one organisation, in any order."""

    registrations: Annotated[list[RegistrationIn], Field(min_length=1, max_length=AT_ONCE)]


class KeyIn(OrganisationIn):
    """Of which year."""

    year: Year


class KeyOut(Schema):
    """The key with which that year's tokens are given, the same for everybody."""

    key: str


class JudgementIn(OrganisationIn):
    """A token, and three answers."""

    year: Year
    number: Number
    output: Output
    helped: Literal["yes", "partly", "no", "unsaid"]
    safe: Literal["yes", "partly", "no", "unsaid"]
    harmed: Literal["no", "perhaps", "yes", "unsaid"]


class ShownOut(Schema):
    """Judgements added up. `together`: of several organisations of a provider that had too few."""

    together: bool
    first_year: int
    last_year: int
    answers: int
    counts: dict[str, dict[str, int]]


class AllShownOut(Schema):
    """The newest first."""

    shown: list[ShownOut]


def problems(*statuses: int) -> dict[int, type[Schema]]:
    return dict.fromkeys((400, *statuses, 422), ProblemDetails)


@router.post(
    "/registrations/form",
    response={200: FormOut, **problems(401, 403, 404)},
    auth=FullySignedIn(),
)
def form(request: HttpRequest, payload: OrganisationIn) -> FormOut:
    """The questions that may be asked in an organisation of this size."""
    organisation = appointed_at(signed_in_person(request), payload.organisation)
    fields = [described(one) for one in fields_for(organisation)]
    words = [words_of(one) for one in every_field(organisation)]
    return FormOut(version=code_lists().version, fields=fields, words=words)


def described(one: Question) -> QuestionOut:
    return QuestionOut(
        name=one.name,
        moment=one.moment,
        multiple=one.multiple,
        of=one.of,
        label=BothLanguages(nl=one.nl, en=one.en),
        codes=[described_code(code) for code in one.codes],
    )


def described_code(one: Code) -> CodeOut:
    return CodeOut(
        code=one.code,
        domains=list(one.domains),
        under=one.under,
        first_year=one.first_year,
        last_year=one.last_year,
        label=BothLanguages(nl=one.nl, en=one.en),
    )


def words_of(one: Question) -> WordsOut:
    codes = [
        CodeWordsOut(code=code.code, label=BothLanguages(nl=code.nl, en=code.en))
        for code in one.codes
    ]
    return WordsOut(name=one.name, label=BothLanguages(nl=one.nl, en=one.en), codes=codes)


@router.post(
    "/registrations/hand-over",
    response={200: Done, **problems(401, 403, 404, 409)},
    auth=FullySignedIn(),
)
def take_registrations(request: HttpRequest, payload: HandOverIn) -> Done:
    """Let registrations wait for the night's batch. Who hands over is not kept."""
    organisation = appointed_at(signed_in_person(request), payload.organisation)
    hand_over(
        organisation,
        [
            Handed(one.token, one.kind, one.version, one.year, one.codes)
            for one in payload.registrations
        ],
    )
    return Done()


@router.post("/judgements/key", response={200: KeyOut, **problems(404)}, auth=None)
def key(request: HttpRequest, payload: KeyIn) -> KeyOut:
    """What a token's proof is checked against. Asked for apart, so that it can't differ for one."""
    judgements.judged_organisation(payload.organisation)
    given = public_key(Issue(payload.organisation, payload.year))
    return KeyOut(key=base64.urlsafe_b64encode(given).decode().rstrip("="))


@router.post("/judgements", response={200: Done, **problems(403, 404, 409)}, auth=None)
def take_judgement(request: HttpRequest, payload: JudgementIn) -> Done:
    """Judge the help with a token, once. Nobody signs in for it."""
    token = Token(payload.year, from_bin(payload.number), from_bin(payload.output))
    answers = {name: getattr(payload, name) for name in judgements.QUESTIONS}
    judgements.judge(payload.organisation, token, answers)
    return Done()


@router.post(
    "/judgements/shown",
    response={200: AllShownOut, **problems(401, 403, 404)},
    auth=FullySignedIn(),
)
def judgements_shown(request: HttpRequest, payload: OrganisationIn) -> AllShownOut:
    """What was answered here, for its counsellors: nothing below five answers."""
    organisation = appointed_at(signed_in_person(request), payload.organisation)
    return AllShownOut(shown=[in_figures(one) for one in judgements.shown_in(organisation)])


def in_figures(row: ShownJudgements) -> ShownOut:
    return ShownOut(
        together=row.together,
        first_year=row.first_year,
        last_year=row.last_year,
        answers=row.answers,
        counts=row.counts,
    )


def from_bin(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
