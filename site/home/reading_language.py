"""The language of a request: that of its address, and English where staff work.

What staff alone read is not translated. Were their browser's language followed there, the
forms of texts in several languages would change the text of that language unasked.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

FOR_STAFF = ("/admin/", "/styleguide/")


class ReadingLanguageMiddleware(LocaleMiddleware):
    def process_request(self, request: HttpRequest) -> None:
        if request.path_info.startswith(FOR_STAFF):
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = settings.LANGUAGE_CODE
        else:
            super().process_request(request)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Leave a staff page that is not there where it is: it has no version in a language."""
        if request.path_info.startswith(FOR_STAFF):
            response.headers.setdefault("Content-Language", settings.LANGUAGE_CODE)
            return response
        return super().process_response(request, response)
