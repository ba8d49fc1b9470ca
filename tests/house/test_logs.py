"""Logs say what went wrong, never who asked for what."""

from __future__ import annotations

import logging
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.test import RequestFactory

from luwte.site.logs import WithoutRequest
from tests.conftest import Instance

pytestmark = pytest.mark.mission("M22")


def test_a_failed_request_is_logged_by_kind_and_place_only() -> None:
    try:
        raise ValueError("what somebody wrote")
    except ValueError:
        error = sys.exc_info()
    record = logging.LogRecord(
        "django.request", logging.ERROR, "", 0, "Internal Server Error: %s", ("/o/canary/",), error
    )
    record.request = RequestFactory().get("/o/canary/")
    WithoutRequest().filter(record)
    text = logging.Formatter().format(record)
    assert "ValueError" in text
    assert "test_logs.py" in text
    assert "canary" not in text
    assert "what somebody wrote" not in text


def test_a_running_server_logs_no_path_address_or_agent(instance: Instance) -> None:
    for origin in (instance.site_origin, instance.app_origin):
        for path in ("/canary-path/", "/api/v1/canary-path"):
            request = Request(f"{origin}{path}", headers={"User-Agent": "canary-agent"})
            with pytest.raises(HTTPError):
                urlopen(request, timeout=10)
    log = (instance.data / "serve.log").read_text("utf-8")
    assert "canary" not in log
    assert "127.0.0.1 " not in log
