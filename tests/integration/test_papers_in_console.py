"""Printing from the console: one parcel, the ticked ones, the pick list, and scans that fail."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from papers import make_sender, order_of, text_of
from PIL import Image
from pypdf import PdfWriter
from wagtail.documents import get_document_model

from factories.catalogue import make_producer, make_product, make_zone
from factories.orders import german_address, make_basket, place
from shop.certification.models import Certificate
from shop.console.views import papers as papers_view
from shop.order.models import Order
from shop.papers.models import Sender
from shop.partner.models import StockRecord

pytestmark = pytest.mark.django_db


@pytest.fixture
def abroad(db):
    make_sender()
    make_zone(price="14.50")
    things = (make_product(stock=20), 1)
    return [order_of(things, market="intl", total="23.00", address=german_address()) for _ in "ab"]


def pdf_pages(answer) -> list[str]:
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    return text_of(answer.content)


def test_packer_prints_the_papers_of_one_order(log_in, abroad):
    client = log_in("Fulfilment officers")

    pages = pdf_pages(client.get(reverse("console:papers", args=[abroad[0].pk])))

    assert abroad[0].number in pages[0]
    assert "CN 22" in pages[2]


def test_ticked_orders_come_in_one_file_in_the_order_of_packing(log_in, abroad):
    client = log_in("Fulfilment officers")
    ids = [order.pk for order in reversed(abroad)]

    pages = pdf_pages(client.get(reverse("console:papers-of-many"), {"order": ids}))

    slips = [page for page in pages if page.startswith("OVOP Aral\nOrder")]
    assert [abroad[0].number in slips[0], abroad[1].number in slips[1]] == [True, True]


@pytest.mark.parametrize("typed", [{}, {"order": "x"}, {"order": "9" * 30}, {"order": "\0"}])
def test_nothing_ticked_is_told_and_prints_nothing(log_in, abroad, typed):
    client = log_in("Fulfilment officers")

    answer = client.get(reverse("console:papers-of-many"), typed, follow=True)

    assert "Please tick the orders first." in answer.content.decode()


def test_without_a_sender_nothing_is_printed_and_it_is_said_why(log_in, abroad):
    Sender.objects.all().delete()
    client = log_in("Fulfilment officers")

    for url, data in (
        (reverse("console:papers", args=[abroad[0].pk]), {}),
        (reverse("console:papers-of-many"), {"order": abroad[0].pk}),
    ):
        answer = client.get(url, data, follow=True)
        assert "write down first who sends" in answer.content.decode()


def test_unpaid_order_has_no_papers(log_in, abroad):
    unpaid = place(
        make_basket((abroad[0].lines.get().product, 1)), total="23.00", address=german_address()
    )
    client = log_in("Fulfilment officers")

    assert client.get(reverse("console:papers", args=[unpaid.pk])).status_code == 404
    assert client.get(reverse("console:papers-of-many"), {"order": unpaid.pk}).status_code == 404


def test_who_may_not_see_orders_prints_none(log_in, abroad):
    client = log_in("Certification officers")
    names = ("console:pick-list", "console:pick-list-pdf", "console:papers-of-many")
    urls = [reverse(name) for name in names] + [reverse("console:papers", args=[abroad[0].pk])]

    for url in urls:
        client.get(url, {"order": abroad[0].pk})

    assert [client.get(url).status_code for url in urls] == [302] * 4


def test_order_screen_names_the_papers_and_what_the_form_will_lack(log_in, abroad):
    abroad[0].lines.update(hs_code="", net_weight_g=None)
    client = log_in("Fulfilment officers")

    page = client.get(reverse("console:order", args=[abroad[0].pk])).content.decode()

    assert "customs form CN22" in page
    assert "net weight, HS code" in page


def test_pick_list_goes_by_maker_and_shelf_and_counts_each_thing_once(log_in):
    make_sender()
    make_zone(price="14.50")
    anna, bakhyt = make_producer("Anna"), make_producer("Bakhyt")
    honey = make_product("Honey", producer=bakhyt)
    oil = make_product("Oil", producer=anna)
    jida = make_product("Jida", producer=anna)
    StockRecord.objects.filter(product=jida).update(shelf="A1")
    StockRecord.objects.filter(product=oil).update(shelf="A2")
    first = order_of((honey, 1), (oil, 2), market="intl", total="40.00", address=german_address())
    second = order_of((oil, 1), (jida, 1), market="intl", total="31.50", address=german_address())
    client = log_in("Fulfilment officers")

    makers = client.get(reverse("console:pick-list")).context["makers"]
    [page] = pdf_pages(client.get(reverse("console:pick-list-pdf")))

    found = [(maker, [(p.shelf, p.title, p.pieces) for p in picks]) for maker, picks in makers]
    assert found == [
        ("Anna", [("A1", "Jida", 1), ("A2", "Oil", 3)]),
        ("Bakhyt", [("", "Honey", 1)]),
    ]
    assert f"2 × {first.number}, 1 × {second.number}" in " ".join(page.split())


def test_long_list_begins_with_the_orders_that_wait_longest(log_in, abroad, monkeypatch):
    monkeypatch.setattr(papers_view, "MOST_PICKED", 1)
    client = log_in("Fulfilment officers")

    page = client.get(reverse("console:pick-list"))

    [(_maker, [pick])] = page.context["makers"]
    assert list(pick.orders) == [abroad[0].number]
    assert "Of 2 orders these are the 1 that wait longest" in page.content.decode()


def test_shelf_is_written_in_the_form_of_the_stock(log_in):
    record = StockRecord.objects.get(product=make_product(stock=5))
    client = log_in("Fulfilment officers")

    client.post(f"/admin/stock/edit/{record.pk}/", {"num_in_stock": 5, "seen": 5, "shelf": "B3"})

    record.refresh_from_db()
    assert (record.shelf, record.num_in_stock) == ("B3", 5)


def locked_pdf() -> bytes:
    writer, data = PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret")
    writer.write(data)
    return data.getvalue()


def picture(kind: str = "PNG") -> bytes:
    data = BytesIO()
    Image.new("RGB", (200, 300), "white").save(data, kind)
    return data.getvalue()


def scan(content: bytes) -> None:
    file = ContentFile(content, name="scan.pdf")
    document = get_document_model().objects.create(title="Scan", file=file)
    Certificate.objects.update(document=document)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (locked_pdf(), "locked with a password"),
        (b"%PDF-1.7 and then nothing", "The scan is damaged."),
        (picture("PDF").replace(b"endstream", b"endstrexm"), "The scan is damaged."),
        (picture("PDF").replace(b"/XObject <<", b"/XObject [["), "The scan is damaged."),
        (picture("PNG")[:-40], "neither a PDF nor a picture"),
        (picture("AVIF")[:-40], "neither a PDF nor a picture"),
        (b"MZ no paper at all", "neither a PDF nor a picture"),
        (b"", "neither a PDF nor a picture"),
    ],
    ids=["locked", "damaged", "stream", "page", "png", "avif", "program", "empty"],
)
def test_scan_that_cannot_be_copied_gives_a_page_that_says_so(log_in, abroad, content, said):
    scan(content)
    client = log_in("Fulfilment officers")

    pages = pdf_pages(client.get(reverse("console:papers", args=[abroad[0].pk])))

    assert said in " ".join(pages[-1].split())


def test_scan_whose_file_is_gone_gives_a_page_that_says_so(log_in, abroad):
    scan(picture())
    document = get_document_model().objects.get()
    document.file.storage.delete(document.file.name)
    client = log_in("Fulfilment officers")

    pages = pdf_pages(client.get(reverse("console:papers", args=[abroad[0].pk])))

    assert "not there any more" in " ".join(pages[-1].split())


def test_picture_of_a_certificate_becomes_a_page(log_in, abroad):
    scan(picture())
    client = log_in("Fulfilment officers")

    pages = pdf_pages(client.get(reverse("console:papers", args=[abroad[0].pk])))

    assert pages[-1] == ""
    assert Order.objects.count() == 2
