"""Outgoing mail as files in a folder, for instances without a mail server, such as the demo."""

from __future__ import annotations

import calendar
import datetime
import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage


class EmailBackend(BaseEmailBackend):
    """One file a message. Neither its name nor its date says more than the day."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        today = datetime.datetime.now(datetime.UTC).date()
        for message in email_messages:
            path = folder / f"{today.isoformat()}-{secrets.token_hex(8)}.eml"
            path.write_bytes(message.message().as_bytes())
            moment = midnight(today)
            os.utime(path, (moment, moment))
        return len(email_messages)


def midnight(day: datetime.date) -> float:
    """The beginning of that day in UTC, as a file's date."""
    return calendar.timegm(day.timetuple())
