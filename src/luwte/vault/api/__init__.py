"""The sealed API: the vault's part of docs/protocol.md section 6."""

from ninja import Router

from luwte.vault.api import anybody, conversations, desk, files, reporters

router = Router()
for part in (anybody, reporters, conversations, desk, files):
    router.add_router("", part.router)

# What a reporter calls: without a session cookie these neither read nor make a session.
REPORTERS_OPERATIONS = frozenset(
    {
        "instance",
        "challenge",
        "work",
        "roster",
        "portrait",
        "locator/sign-in",
        "locator/update",
        "locator/forget",
        "participant/sign-in",
        "phrase/replace",
        "conversations/create",
        "conversations/append",
        "conversations/read",
        "uploads/start",
        "uploads/chunk",
        "uploads/status",
        "blobs/read",
    }
)
