"""Writes to a running server until it is killed, and tells which sends were acknowledged.

python -m tests.vault.crashing prepare FILE COUNT    make a team and requests, in this database
python -m tests.vault.crashing check FILE            print what the database holds of them
"""

from __future__ import annotations

import json
import os
import pickle
import sys
import threading
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import django

CLIENTS = 4
Prepared = list[tuple[str, bytes]]


def prepare(file: Path, count: int) -> None:
    """Conversations to begin, each with its work done, as bytes to send."""
    from django.db import connection  # noqa: PLC0415 - after django.setup()

    from tests.vault.conftest import make_team  # noqa: PLC0415
    from tests.vault.wire_client import Line  # noqa: PLC0415
    from tests.vault.writer import reporter  # noqa: PLC0415

    team, line, prepared = make_team(), Line(), []
    for _ in range(count):
        log = team.conversation(reporter())
        request = log.take()
        request.extra["work"] = line.work()
        prepared.append((log.conversation, request.body()))
    file.write_bytes(pickle.dumps(prepared))
    connection.close()


def send_all(port: int, prepared: Prepared, stop_after: int, stop: Callable[[], None]) -> set[str]:
    """Send from several threads; `stop` is called once so many were acknowledged."""
    todo, lock, acknowledged = list(prepared), threading.Lock(), set[str]()

    def run() -> None:
        line = HTTPConnection("localhost", port, timeout=10)
        while True:
            with lock:
                if not todo:
                    return
                conversation, body = todo.pop()
            try:
                line.request(
                    "POST",
                    "/api/v1/conversations/create",
                    body,
                    {"Content-Type": "application/octet-stream"},
                )
                answer = line.getresponse()
                answer.read()
            except (OSError, HTTPException):
                return
            with lock:
                if answer.status == 201:
                    acknowledged.add(conversation)
                    if len(acknowledged) == stop_after:
                        stop()

    threads = [threading.Thread(target=run) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return acknowledged


def check() -> None:
    """Ids of the conversations that are there, and whether each is whole."""
    from luwte.vault.models import Conversation, Envelope, Header, Item  # noqa: PLC0415

    whole = {}
    for row in Conversation.objects.all():
        items = list(Item.objects.filter(conversation=row).order_by("seq"))
        places = row.participations.count()
        whole[row.public_id] = (
            [item.seq for item in items] == list(range(row.length))
            and Header.objects.filter(item__conversation=row).count() == row.length - 2
            and Envelope.objects.filter(place__conversation=row).count() == places == 2
            and row.participations.filter(role="counsellor", change__gt=0).count() == 1
        )
    sys.stdout.write(json.dumps(whole))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luwte.site.settings")
    django.setup()
    if sys.argv[1] == "prepare":
        prepare(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        check()
