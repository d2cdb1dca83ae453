"""Files in the library of documents: what they say they are, and not too large."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from wagtail.documents.forms import BaseDocumentForm

MEGABYTE = 1024 * 1024
PDF = b"%PDF-"


class DocumentForm(BaseDocumentForm):
    """Wagtail's, which looks at a file's name alone."""

    def clean_file(self):
        """Refuse what nobody could open later, before any of it is kept."""
        file = self.cleaned_data["file"]
        if not file or "file" not in self.changed_data:
            return file
        most = settings.DOCUMENT_MOST_MEGABYTES
        if file.size > most * MEGABYTE:
            raise ValidationError(
                _("This file has %(size)d MB; at most %(most)d, please.")
                % {"size": file.size // MEGABYTE, "most": most}
            )
        check = check_pdf if file.name.lower().endswith(".pdf") else check_picture
        check(file)
        file.seek(0)
        return file


def check_pdf(file) -> None:
    """Raises: `ValidationError`."""
    if file.read(len(PDF)) != PDF:
        raise ValidationError(_("This is no PDF, though it is named one."))
    file.seek(0)
    try:
        reader = PdfReader(file)
        if reader.is_encrypted:
            raise ValidationError(_("This PDF is locked with a password; please take it off."))
        count = len(reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ValidationError(_("This PDF is damaged: it cannot be opened.")) from None
    if not count:
        raise ValidationError(_("This PDF has no page."))


def check_picture(file) -> None:
    """Raises: `ValidationError`."""
    try:
        with Image.open(file) as picture:
            picture.verify()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise ValidationError(_("This is no picture, though it is named one.")) from None
