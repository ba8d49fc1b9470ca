"""Django as an application of PEP 3333; rsgi.py gives it whole requests."""

import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luwte.site.settings")

# Who holds the database's turn must not wait five milliseconds for the interpreter's as well.
sys.setswitchinterval(0.0005)

application = get_wsgi_application()
