"""Public files: the site's own under /static/, the two built applications on their host."""

import re
from wsgiref.headers import Headers

from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware

from luwte.site.hosts import GetResponse, is_application_host

# client/build.mjs writes the hash of the contents into these names.
HASHED_NAME = re.compile(r"^/(talk|desk|static/[a-z]+)/assets/.+-[A-Z0-9]{8,}\.[a-z0-9]+$")
APPLICATION_PATHS = ("/talk/", "/desk/")


class Files(WhiteNoiseMiddleware):
    """All public files, with how long a browser may keep them."""

    def immutable_file_test(self, path: str, url: str) -> bool:
        return HASHED_NAME.match(url) is not None

    def add_cache_headers(self, headers: Headers, path: str, url: str) -> None:
        """A shell names the hashed files of its build, so a browser asks whether it is current."""
        if url.startswith(APPLICATION_PATHS) and not self.immutable_file_test(path, url):
            headers["Cache-Control"] = "no-cache"
        else:
            super().add_cache_headers(headers, path, url)  # type: ignore[no-untyped-call]


class PublicFiles:
    """Serves each host its own files and nothing of the other."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.files: GetResponse = Files(get_response)  # type: ignore[no-untyped-call]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(APPLICATION_PATHS) == is_application_host(request):
            return self.files(request)
        return self.get_response(request)
