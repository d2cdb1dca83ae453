"""Files in the library of documents: what they say they are, and not too large."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image
from wagtail.documents.forms import BaseDocumentForm

from .scans import OF_PILLOW, PDF, PdfFault, UnusablePdf, copy_pdf

MEGABYTE = 1024 * 1024


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
        copy_pdf(file)
    except UnusablePdf as error:
        raise ValidationError(words_of(error.fault)) from None


def words_of(fault: PdfFault) -> str:
    if fault is PdfFault.LOCKED:
        return _("This PDF is locked with a password; please take it off.")
    if fault is PdfFault.NO_PAGE:
        return _("This PDF has no page.")
    return _("This PDF is damaged: it cannot be opened.")


def check_picture(file) -> None:
    """Raises: `ValidationError`."""
    try:
        with Image.open(file) as picture:
            picture.verify()
    except OF_PILLOW:
        raise ValidationError(_("This is no picture, though it is named one.")) from None
