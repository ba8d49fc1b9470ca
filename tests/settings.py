"""The settings under test: a demo instance with its data in a folder of its own.

LUWTE_DATABASE decides the database, so that the same tests run on SQLite and PostgreSQL.
"""

import os
import tempfile

os.environ.setdefault("LUWTE_DEMO", "1")
if "LUWTE_TEST_DATA" not in os.environ:
    os.environ["LUWTE_TEST_DATA"] = tempfile.mkdtemp(prefix="luwte-test-")
os.environ["LUWTE_DATA"] = os.environ["LUWTE_TEST_DATA"]

from luwte.site.settings import *  # noqa: F403

# A fast hash: tests sign in often, and Argon2 is tested by its own library.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

if not LUWTE.database:  # noqa: F405
    # In a file, as in production: in memory SQLite locks otherwise, and has no log.
    DATABASES["default"]["TEST"] = {"NAME": str(LUWTE.data / "test.sqlite3")}  # noqa: F405
