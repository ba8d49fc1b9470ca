"""Which rows somebody may touch: those of their own organisations, unless they run the server."""

from __future__ import annotations

from typing import Any, ClassVar, Protocol, Self, TypeVar, runtime_checkable

from django.db import models

Row = TypeVar("Row", bound=models.Model)


@runtime_checkable
class Tenant(Protocol):
    """Somebody who knows their own organisations; the account of the people room is one."""

    def organisation_ids(self) -> frozenset[int] | None:
        """Primary keys of the organisations they may touch; None is all of them."""


class TenantQuerySet(models.QuerySet[Row]):
    """Rows that belong to an organisation. `tenant_path` leads from a row to that organisation."""

    tenant_path: ClassVar[str] = "organisation_id"

    def for_user(self, user: object) -> Self:
        """Only rows of the organisations of this user; a visitor who isn't signed in has none."""
        if not isinstance(user, Tenant):
            return self.none()
        ids = user.organisation_ids()
        if ids is None:
            return self.all()
        lookup: dict[str, Any] = {f"{self.tenant_path}__in": ids}
        return self.filter(**lookup)
