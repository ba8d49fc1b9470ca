"""`luwte verify-archive FILE`: whether what a reporter saved is whole and signed."""

from luwte.verifier.__main__ import configure, run

__all__ = ["HELP", "configure", "run"]

HELP = "say whether an archive of a conversation is whole and who signed it"
