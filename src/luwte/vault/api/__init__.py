"""The sealed API: the vault's part of docs/protocol.md section 6."""

from ninja import Router

from luwte.vault.api import anybody, conversations, desk, files, reporters

router = Router()
for part in (anybody, reporters, conversations, desk, files):
    router.add_router("", part.router)
