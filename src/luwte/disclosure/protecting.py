"""From counts to figures that may be published, or the reasons why not."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .auditing import Audit, audit
from .bands import band_release, is_banded
from .faults import NotPublishable, Unprotectable
from .policy import Policy
from .rounding import commitment_of, round_release, seed_of
from .suppression import suppress_release
from .tables import Ledger, Release

#: Draws of a rounding before we say that it can't be done.
MOST_DRAWS = 12


@dataclass(frozen=True)
class Protected:
    """A release with its figures, and the audit that it passed together with the ledger."""

    release: Release
    audit: Audit
    draws: int = 1


def protect(release: Release, ledger: Ledger, policy: Policy, secret: bytes) -> Protected:
    """Figures for a release that nobody can be found out from, whatever was published before.

    `secret` is the instance's own, 32 random bytes: with it the same counts always give the same
    figures, without it nobody can repeat the draw.
    """
    if len(secret) < 32:
        raise ValueError("the secret is at least 32 random bytes")
    if refusals := policy.refusals(release):
        raise NotPublishable([str(one) for one in refusals], refusals=refusals)
    if any(not one.is_published for one in ledger):
        raise NotPublishable([f"{one.id} has no figures" for one in ledger if not one.is_published])
    if is_banded(release, policy.pool_below):
        banded = band_release(release, policy.pool_below)
        return _checked(banded, ledger, policy)
    if policy.method == "suppress":
        return _suppressed(release, ledger, policy, secret)
    return _rounded(release, ledger, policy, secret)


def _checked(release: Release, ledger: Ledger, policy: Policy) -> Protected:
    result = audit(ledger.and_then(release), policy)
    if not result.passed:
        raise NotPublishable(_reasons(result), risks=result.risks)
    return Protected(release, result)


def _suppressed(release: Release, ledger: Ledger, policy: Policy, secret: bytes) -> Protected:
    seed = seed_of(secret, release)
    try:
        found, result = suppress_release(release, policy, seed, earlier=ledger.releases)
    except Unprotectable as error:
        raise NotPublishable([str(error)]) from error
    return Protected(replace(found, commitment=commitment_of(seed)), result)


def _rounded(release: Release, ledger: Ledger, policy: Policy, secret: bytes) -> Protected:
    result: Audit | None = None
    for draw in range(MOST_DRAWS):
        seed = seed_of(secret, release, draw)
        try:
            found = round_release(release, policy.base, seed, earlier=ledger.releases)
        except Unprotectable as error:
            raise NotPublishable([str(error)]) from error
        found = replace(found, commitment=commitment_of(seed), at_least=policy.pool_below)
        result = audit(ledger.and_then(found), policy)
        if result.passed:
            return Protected(found, result, draw + 1)
        if draw == 0 and not audit(ledger, policy).passed:
            break
    raise NotPublishable(_reasons(result) if result else [], risks=result.risks if result else ())


def _reasons(result: Audit) -> list[str]:
    reasons = [risk.sentence() for risk in result.risks]
    if not result.is_exact:
        reasons.append("these tables are too large together to be examined exactly")
    return reasons
