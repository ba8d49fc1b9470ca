"""Files that a batch names become its conversation's."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F, Q, Sum

from luwte.vault.models import Upload
from luwte.vault.refusals import refusal

UPLOADED_MOST = 2_000_000_000


def claim_uploads(conversation: int, uploads: Sequence[str]) -> None:
    """Bind complete uploads to this conversation; again is harmless, to another is refused."""
    if not uploads:
        return
    wanted = set(uploads)
    free = Q(conversation=None) | Q(conversation_id=conversation)
    claimed = Upload.objects.filter(free, public_id__in=wanted, offset=F("size")).update(
        conversation_id=conversation
    )
    if claimed != len(wanted):
        raise refusal("unknown-upload")
    total = Upload.objects.filter(conversation_id=conversation).aggregate(total=Sum("size"))
    if total["total"] > UPLOADED_MOST:
        raise refusal("conversation-full")
