"""A file in the library of documents is what its name says, and not too large."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from pypdf import PdfWriter
from wagtail.documents import get_document_model

pytestmark = pytest.mark.django_db


def pdf(password: str = "") -> bytes:
    writer, data = PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    if password:
        writer.encrypt(password)
    writer.write(data)
    return data.getvalue()


def spoilt_inside() -> bytes:
    """Give a PDF whose pages can be counted, and whose one page cannot be copied."""
    data = BytesIO()
    Image.new("RGB", (20, 20)).save(data, "PDF")
    return data.getvalue().replace(b"endstream", b"endstrexm")


def png() -> bytes:
    data = BytesIO()
    Image.new("RGB", (20, 20)).save(data, "PNG")
    return data.getvalue()


def add(client, name: str, content: bytes):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("wagtaildocs:add"), {"title": "Scan of 2026", "file": file})


@pytest.fixture
def officer(log_in):
    return log_in("Certification officers")


@pytest.mark.parametrize(("name", "content"), [("a.pdf", pdf()), ("a.PNG", png())])
def test_paper_is_kept_whole(officer, name, content):
    add(officer, name, content)

    with get_document_model().objects.get().file.open("rb") as kept:
        assert kept.read() == content


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("scan.pdf", b"MZ\x90 a program", "This is no PDF, though it is named one."),
        ("scan.pdf", png(), "This is no PDF, though it is named one."),
        ("scan.pdf", b"%PDF-1.7 and nothing more", "This PDF is damaged"),
        ("scan.pdf", spoilt_inside(), "This PDF is damaged"),
        ("scan.pdf", pdf("secret"), "locked with a password"),
        ("scan.png", pdf(), "This is no picture, though it is named one."),
        ("scan.jpg", b"\xff\xd8\xff broken", "This is no picture, though it is named one."),
        ("scan.exe", b"MZ", "not allowed"),
    ],
    ids=["program", "picture", "damaged", "inside", "locked", "pdf", "broken", "ending"],
)
def test_paper_that_is_not_what_it_says_is_refused_and_nothing_is_kept(
    officer, name, content, said
):
    page = add(officer, name, content).content.decode()

    assert said in page
    assert 'value="Scan of 2026"' in page
    assert not get_document_model().objects.exists()


def test_paper_that_is_too_large_is_refused_with_both_sizes(officer, settings):
    settings.DOCUMENT_MOST_MEGABYTES = 1

    page = add(officer, "scan.pdf", b"%PDF-1.7" + b"x" * (3 * 1024 * 1024)).content.decode()

    assert "This file has 3 MB; at most 1, please." in page
    assert not get_document_model().objects.exists()


def test_title_is_changed_without_the_file_being_looked_at_again(officer, settings):
    add(officer, "a.pdf", pdf())
    document = get_document_model().objects.get()
    settings.DOCUMENT_MOST_MEGABYTES = 0

    officer.post(reverse("wagtaildocs:edit", args=[document.pk]), {"title": "Other"})

    document.refresh_from_db()
    assert document.title == "Other"
