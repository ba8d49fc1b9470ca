"""Public files: the site's own under /static/, the two built applications on their host."""

import re
from pathlib import Path
from wsgiref.headers import Headers

from django.http import FileResponse, HttpRequest, HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile

from luwte.site.hosts import is_application_host

# client/build.mjs writes the hash of the contents into these names.
HASHED_NAME = re.compile(r"^/(talk|desk)/assets/.+-[A-Z0-9]{8,}\.[a-z0-9]+$")
APPLICATION_PATHS = ("/talk/", "/desk/")


class PublicFiles(WhiteNoiseMiddleware):  # type: ignore[misc]
    """Serves each host its own files and nothing of the other."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(APPLICATION_PATHS) == is_application_host(request):
            response: HttpResponseBase = super().__call__(request)
            return response
        passed_on: HttpResponseBase = self.get_response(request)
        return passed_on

    @staticmethod
    def serve(static_file: StaticFile, request: HttpRequest) -> FileResponse:
        response: FileResponse = WhiteNoiseMiddleware.serve(static_file, request)
        return response

    def immutable_file_test(self, path: str, url: str) -> bool:
        return HASHED_NAME.match(url) is not None

    def add_headers(self, headers: Headers, path: str, url: str) -> None:
        """A shell names the hashed files of its build, so a browser asks whether it is current."""
        if url.startswith(APPLICATION_PATHS) and not self.immutable_file_test(path, url):
            headers["Cache-Control"] = "no-cache"
