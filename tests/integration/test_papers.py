"""The papers of a parcel, drawn and read: nothing cut, nothing lost, a page where one is meant."""

import pytest
from django.utils import timezone
from papers import (
    fonts_of,
    japanese_address,
    make_sender,
    order_of,
    papers_for,
    pictures_of,
    read_bars,
    text_of,
    touches_the_edge,
)

from factories.catalogue import make_product, make_zone
from factories.money import send_it
from factories.orders import german_address
from shop.order.models import Order
from shop.papers.barcodes import bars
from shop.papers.batch import as_pdf, papers_of, with_papers
from shop.papers.parcel import parcel_papers
from shop.services.order_fulfil import pack_order
from shop.services.parcel_fill import Contents

pytestmark = pytest.mark.django_db
OURS = {"NotoSans-Regular", "NotoSans-Bold", "NotoSansCJKjp-Regular-Identity-H"}


@pytest.fixture
def sender(db):
    return make_sender()


@pytest.fixture
def to_japan(sender):
    make_zone("jp", countries=("JP",), price="1500")
    honey = make_product(
        "Organic licorice honey from the delta of the Amu Darya, harvested by hand in June"
    )
    return order_of(
        (honey, 2),
        market="jp",
        total="4060",
        address=japanese_address(),
        language="ja",
        note="玄関前に置いてください。",
    )


def test_parcel_to_japan_has_slip_label_small_form_and_invoice_of_a_page_each(to_japan):
    papers = papers_for(to_japan)

    pages = text_of(as_pdf([papers]))

    assert papers.sheets() == ["slip", "label", "cn22", "invoice"]
    # And one page in place of each copy of a certificate that has no scan.
    assert len(pages) == 4 + len(papers.certificates())


def test_nothing_is_drawn_where_a_page_ends(to_japan):
    pictures = pictures_of(as_pdf([papers_for(to_japan)]))

    assert not [number for number, page in enumerate(pictures) if touches_the_edge(page)]
    assert all(page.getextrema()[0] < 50 for page in pictures)


def test_papers_carry_our_fonts_and_no_others(to_japan):
    assert fonts_of(as_pdf([papers_for(to_japan)])) <= OURS


def test_label_says_every_line_of_a_long_japanese_address(to_japan):
    label = text_of(as_pdf([papers_for(to_japan)]))[1]

    squeezed = "".join(label.split())
    for piece in ("髙橋みのり", "150-0001", "東京都", "渋谷区", "表参道ヒルズ西館", "1203号室"):
        assert piece in squeezed
    assert "JAPAN" in label
    assert to_japan.number in label


def test_slip_speaks_the_language_of_the_customer(to_japan):
    slip = "".join(text_of(as_pdf([papers_for(to_japan)]))[0].split())

    assert "この荷物の中身" in slip
    assert "はちみつを含みます" in slip
    assert "玄関前に置いてください" in slip


@pytest.mark.parametrize(
    ("language", "name", "said"),
    [
        ("ru", "Гүлнар Ақылбекова-Шымбаева", "В этой посылке"),
        ("uz", "Gʻulomjon Oʻtkirov", "Bu joʻnatmada"),
        ("kaa", "Ǵaliya Qudaybergenova-Túrkmenbaeva ıńóú", "Bul posılkada"),
    ],
)
def test_parcel_at_home_has_slip_and_label_in_letters_of_the_region(sender, language, name, said):
    make_zone("uz", countries=("UZ",), price="20000")
    address = german_address(
        first_name=name,
        line1="Shımbay kóshesi 7",
        line4="Nókis",
        country_id="UZ",
        postcode="230100",
    )
    order = order_of(
        (make_product(), 1), market="uz", total="85000", address=address, language=language
    )
    papers = papers_for(order)

    pages = text_of(as_pdf([papers]))

    assert papers.sheets() == ["slip", "label"]
    assert len(pages) == 2
    assert said in pages[0]
    assert name.split()[0] in pages[1]
    assert "nókis" in pages[1].casefold()
    assert papers.unprintable() == ""


def test_large_form_holds_eight_long_things_on_its_page(sender):
    make_zone(price="14.50")
    name = "Thing number {} with quite a long name, dried"
    things = [(make_product(name.format(n)), 1) for n in range(8)]
    order = order_of(*things, market="intl", total="82.50", address=german_address())
    Order.objects.filter(pk=order.pk).update(weight_g=2001)
    papers = papers_for(order)

    pages = text_of(as_pdf([papers]))

    assert papers.sheets() == ["slip", "label", "cn23", "invoice"]
    assert len(pages) == 4 + len(papers.certificates())
    form = pages[2]
    for n in range(8):
        assert f"Thing number {n}" in form
    assert "$68.00" in form
    assert "2.001 kg" in form
    assert "0409.00" in form
    assert "Uzbekistan" in form


def test_small_form_ends_at_300_sdr(sender):
    make_zone(price="14.50")
    order = order_of((make_product(), 2), market="intl", total="31.50", address=german_address())

    forms = []
    for rate in ("0.0566", "0.0567", None):
        make_sender(sdr_in_usd=rate)
        forms.append(papers_for(order).form)

    assert forms == ["cn23", "cn22", "cn23"]


def test_what_was_taken_out_of_the_order_is_not_in_the_parcel(sender):
    make_zone(price="14.50")
    order = order_of((make_product(), 3), market="intl", total="40.00", address=german_address())
    order.lines.update(withdrawn=1)

    papers = papers_for(order)

    [item] = papers.items
    assert (item.pieces, str(item.value)) == (2, "17.00")
    assert papers.weight_g == 800
    assert "$17.00" in text_of(as_pdf([papers]))[2]


def test_second_parcel_has_its_own_pieces_values_and_weight(sender):
    make_zone(price="14.50")
    honey, oil = make_product(), make_product("Sesame oil")
    order = order_of((honey, 3), (oil, 1), market="intl", total="48.50", address=german_address())
    [order] = with_papers(Order.objects.filter(pk=order.pk))
    lines = {line.title: line.pk for line in order.lines.all()}

    papers = parcel_papers(order, sender, {lines["Licorice honey"]: 1}, position=2)

    found = [(item.title, item.pieces) for item in papers.items]
    assert found == [("Licorice honey, 250\u00a0g", 1)]
    assert (papers.weight_g, str(papers.value)) == (400, "8.50")
    slip, label, form, invoice, *_copies = text_of(as_pdf([papers]))
    assert "the other things come in a parcel of their own" in slip
    assert f"{order.number}-2" in label
    # The customer paid for delivery once; it is declared with the first parcel.
    assert "$14.50" not in form + invoice
    assert "$0.00" in invoice


def test_size_that_stands_in_a_title_is_not_written_twice(sender):
    make_zone(price="14.50")
    jar = make_product("Licorice honey, 250\u00a0g")
    order = order_of((jar, 1), market="intl", total="23.00", address=german_address())
    order.lines.update(quantity_label="250 g")

    [item] = papers_for(order).items

    assert item.title == "Licorice honey, 250\u00a0g"


def test_parcels_are_printed_one_by_one_and_together_with_what_is_still_to_be_packed(sender):
    make_zone(price="14.50")
    honey, oil = make_product(), make_product("Sesame oil")
    order = order_of((honey, 3), (oil, 1), market="intl", total="48.50", address=german_address())
    honey_line, oil_line = order.lines.order_by("pk")
    now = timezone.now()
    pack_order(order_id=order.pk, by=None, now=now, contents=Contents(1, {honey_line.pk: 2}))

    def printed():
        found = papers_of(with_papers(Order.objects.filter(pk=order.pk)))
        return [(p.position, [(i.line.pk, i.pieces) for i in p.items]) for p in found]

    first, rest = (1, [(honey_line.pk, 2)]), (2, [(honey_line.pk, 1), (oil_line.pk, 1)])
    assert printed() == [first, rest]
    send_it(order)
    assert printed() == [rest]
    pack_order(order_id=order.pk, by=None, now=now)
    send_it(order)
    assert printed() == [first, rest]


def test_letters_that_no_font_has_are_told_before_printing(sender):
    make_zone(price="14.50")
    address = german_address(first_name="Kim 김민수 A")
    order = order_of((make_product(), 1), market="intl", total="23.00", address=address)

    papers = papers_for(order)

    assert papers.unprintable() == "김민수"
    assert as_pdf([papers]).startswith(b"%PDF-")


def test_texts_of_customers_are_never_read_as_markup(sender):
    make_zone(price="14.50")
    evil = '#panic("x") *bold* $x^2$ \\ @ref <tag> `raw` //'
    address = german_address(first_name=evil[:60], line1='"); #import "x.typ"')
    order = order_of((make_product(), 1), market="intl", total="23.00", address=address, note=evil)

    pages = text_of(as_pdf([papers_for(order)]))

    assert '#panic("x")' in pages[0]
    assert '"); #import "x.typ"' in pages[1]


def test_bars_are_read_back_as_the_number():
    for text in ("OA-7KQ2-M9XF", "EE123456785UZ"):
        assert read_bars(bars(text)) == text


def test_queries_do_not_grow_with_the_orders(sender, django_assert_max_num_queries):
    make_zone(price="14.50")
    product = make_product(stock=100)
    for _ in range(5):
        order_of((product, 1), market="intl", total="23.00", address=german_address())

    with django_assert_max_num_queries(14):
        as_pdf(papers_of(with_papers(Order.objects.all())))
