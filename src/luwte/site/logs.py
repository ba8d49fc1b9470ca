"""Keeps what identifies a visitor out of the logs."""

import logging


class WithoutRequest(logging.Filter):
    """Strips the request from Django's records and shortens them to the kind of failure.

    Django's own message names the path, and its traceback may hold what somebody sent.
    What is left says which line of which file failed: enough to look for the cause.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if hasattr(record, "request"):
            del record.request
            record.msg, record.args = describe(record), ()
        record.exc_info = None
        record.exc_text = None
        record.stack_info = None
        return True


def describe(record: logging.LogRecord) -> str:
    """The status, and for an exception its type and the place where it was raised."""
    status = getattr(record, "status_code", "")
    if not record.exc_info or record.exc_info[0] is None:
        return f"request failed with {status}"
    kind, _, traceback = record.exc_info
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    if traceback is None:
        return f"request failed: {kind.__name__}"
    code = traceback.tb_frame.f_code
    return f"request failed: {kind.__name__} at {code.co_filename}:{traceback.tb_lineno}"
