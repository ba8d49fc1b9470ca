"""Which installation this is."""

from functools import cache

from luwte.vault.models import Instance


@cache
def instance_id() -> str:
    """The id that everything signed here carries; made once, when first asked for."""
    row, _created = Instance.objects.get_or_create(pk=1)
    return row.public_id
