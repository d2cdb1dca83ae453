"""The programme: dated stages with evidence, the board, and the donor's report of a quarter."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from papers import order_of, pictures_of, text_of, touches_the_edge
from wagtail.documents import get_document_model

from factories.catalogue import make_producer, make_product, make_zone
from factories.orders import german_address
from producers import selectors
from producers.models import Evidence, Producer, StageStep
from producers.rules.programme import Quarter
from shop.certification.models import Certificate
from shop.console.programme.report import Report
from shop.order.models import Order

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def manager(log_in):
    return log_in("Association managers")


@pytest.fixture
def anna(db):
    return make_producer("Anna", stage=1, district="nukus", is_woman_led=True)


def enter(client, producer, stage, on=None, note="", seen=None):
    url = reverse("programme:step", args=[producer.pk])
    producer.refresh_from_db()
    data = {"stage": stage, "reached_on": on or TODAY(), "note": note}
    return client.post(url, data | {"seen": seen or producer.stage}, follow=True)


def paper():
    file = ContentFile(b"%PDF-1.7", name="paper.pdf")
    return get_document_model().objects.create(title="Permit", file=file)


def test_step_is_dated_and_becomes_the_stage(manager, anna):
    answer = enter(manager, anna, 2)

    anna.refresh_from_db()
    step = anna.steps.get()
    assert "The step is entered." in answer.content.decode()
    assert (anna.stage, step.stage, step.reached_on) == (2, 2, TODAY())
    assert step.entered_by.email == "association@ovop.example"


def test_later_of_two_who_enter_a_step_is_told_and_keeps_what_was_typed(manager, anna):
    enter(manager, anna, 2)

    answer = enter(manager, anna, 3, note="Extractor came", seen=1)

    words = answer.content.decode()
    assert answer.status_code == 422
    assert "Meanwhile somebody has entered a step" in words
    assert "Extractor came" in words
    assert StageStep.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"stage": 2, "on": date(2100, 1, 1)}, "This day has not come yet."),
        ({"stage": 4}, "there must be a document first"),
        ({"stage": 5}, "a product that may be sold in one market first"),
        ({"stage": 9}, "not one of the available choices"),
        ({"stage": 2, "on": "soon"}, "Enter a valid date"),
    ],
)
def test_step_that_cannot_be_is_refused_with_the_reason(manager, anna, typed, said):
    answer = enter(manager, anna, **typed)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not StageStep.objects.exists()


def test_certification_wants_a_document_and_markets_a_thing_on_sale(manager, anna):
    url = reverse("programme:evidence", args=[anna.pk])
    document = {"kind": "document", "on": TODAY(), "title": "Permit", "document": paper().pk}

    manager.post(url, document)
    enter(manager, anna, 4)
    refused = enter(manager, anna, 5)
    make_product("Honey", producer=anna)
    enter(manager, anna, 5)

    anna.refresh_from_db()
    assert refused.status_code == 422
    assert [step.stage for step in anna.steps.all()] == [4, 5]
    assert anna.stage == 5


def test_who_sells_already_may_leap_to_the_markets(manager, anna):
    make_product("Honey", producer=anna)

    answer = enter(manager, anna, 5)

    anna.refresh_from_db()
    assert answer.status_code == 200
    assert anna.stage == 5


def test_evidence_that_lacks_its_paper_or_currency_is_asked_for_and_kept(manager, anna):
    url = reverse("programme:evidence", args=[anna.pk])
    typed = {"kind": "document", "on": TODAY(), "title": "Permit", "amount": "100"}

    answer = manager.post(url, typed)

    words = answer.content.decode()
    assert answer.status_code == 422
    assert "In which currency?" in words
    assert "Please choose the paper" in words
    assert 'value="Permit"' in words
    assert not Evidence.objects.exists()


def test_evidence_is_taken_out_only_of_its_own_participant(manager, anna):
    other = make_producer("Bakhyt")
    training = Evidence.objects.create(
        producer=anna, kind="training", on=TODAY(), title="Kaizen, two days"
    )

    wrong = manager.post(reverse("programme:drop-evidence", args=[other.pk, training.pk]))
    manager.post(reverse("programme:drop-evidence", args=[anna.pk, training.pk]))

    assert wrong.status_code == 404
    assert not Evidence.objects.exists()


def test_board_shows_everybody_once_with_what_is_missing(manager, anna):
    make_producer("Bakhyt", stage=3)
    make_producer("Gone", left_on=TODAY(), left_because="Moved away")

    page = manager.get(reverse("programme:board"))

    cards = {
        card["producer"].name: (column["stage"].value, card["needs"])
        for column in page.context["columns"]
        for card in column["cards"]
    }
    assert cards == {
        "Anna": (1, ["a training"]),
        "Bakhyt": (3, ["equipment", "a document"]),
    }
    assert page.context["everybody"] == selectors.participants_count() == 2


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?district=nukus", ["Anna"]),
        ("?group=woman", ["Anna"]),
        ("?group=youth", []),
        ("?district=mars&group=%00", ["Anna", "Bakhyt"]),
    ],
)
def test_counts_lead_to_exactly_those_counted(manager, anna, query, names):
    make_producer("Bakhyt")

    page = manager.get(reverse("programme:board") + query)

    found = [c["producer"].name for column in page.context["columns"] for c in column["cards"]]
    assert sorted(found) == names


def test_officer_reads_the_board_without_contacts_and_changes_nothing(log_in, anna):
    Producer.objects.update(email="anna@ovop.example", phone="+998612223344")
    officer = log_in("Certification officers")

    page = officer.get(reverse("programme:participant", args=[anna.pk])).content.decode()
    enter(officer, anna, 2)

    assert "anna@ovop.example" not in page
    assert "+998" not in page
    assert "Enter the step" not in page
    assert not StageStep.objects.exists()


def test_board_and_report_cost_the_same_with_more_of_all(manager, django_assert_max_num_queries):
    for number in range(12):
        maker = make_producer(f"Maker {number}", stage=4)
        make_product(f"Thing {number}", producer=maker)
        StageStep.objects.create(producer=maker, stage=4, reached_on=TODAY())

    with django_assert_max_num_queries(25):
        manager.get(reverse("programme:board"))
    with django_assert_max_num_queries(25):
        manager.get(reverse("programme:report"), {"quarter": str(Quarter.of(TODAY()))})


def rows(report: Report, title: str) -> list[list]:
    [table] = [table for table in report.tables() if table.title == title]
    return table.rows


def test_past_quarter_stays_as_it_was_when_later_things_are_entered(anna):
    anna.joined_on = date(2026, 1, 10)
    anna.save()
    StageStep.objects.create(producer=anna, stage=1, reached_on=date(2026, 1, 10))
    first = Report(Quarter(2026, 1))
    before = [table.rows for table in first.tables()]

    StageStep.objects.create(producer=anna, stage=2, reached_on=date(2026, 4, 2))
    make_producer("Later", joined_on=date(2026, 4, 1))
    Evidence.objects.create(producer=anna, kind="training", on=date(2026, 4, 1), title="OVOP")
    Producer.objects.filter(pk=anna.pk).update(left_on=date(2026, 5, 1), left_because="Moved")

    assert [table.rows for table in first.tables()] == before
    assert rows(first, "Participants by stage")[0] == ["1. Mobilisation", 1, 0, "+1"]
    second = rows(Report(Quarter(2026, 2)), "Participants by stage")
    assert second[-1] == ["All", 1, 1, "0"]


def test_sums_keep_currencies_apart(anna):
    for amount, currency in ((100, "USD"), ("50.5", "USD"), (9000, "JPY")):
        Evidence.objects.create(
            producer=anna,
            kind="grant",
            on=date(2026, 2, 1),
            title="Grant",
            amount=amount,
            currency=currency,
        )

    assert rows(Report(Quarter(2026, 1)), "Sums") == [
        ["grant", 1, "¥9,000"],
        ["grant", 2, "$150.50"],
    ]


def test_sales_count_what_was_paid_and_kept_by_market_and_maker(anna):
    make_zone(price="14.50")
    honey = make_product("Honey", producer=anna)
    order = order_of((honey, 3), market="intl", total="40.00", address=german_address())
    order.lines.update(withdrawn=1)
    late = order_of((honey, 1), market="intl", total="23.00", address=german_address())
    Order.objects.filter(pk=late.pk).update(paid_at=timezone.now() - timedelta(days=200))
    report = Report(Quarter.of(TODAY()))

    [market] = rows(report, "Sales by market")
    [maker] = rows(report, "Sales by producer")

    assert market[1:] == [1, 2, "$17.00", "Germany"]
    assert maker == ["Anna", 1, 2, "$17.00"]


def test_certificates_of_the_quarter_are_obtained_or_have_run_out(anna):
    honey = make_product("Honey", producer=anna)
    Certificate.objects.update(issued=date(2026, 2, 1), expires=date(2027, 1, 1))
    last = Certificate.objects.filter(products=honey).first()
    Certificate.objects.filter(pk=last.pk).update(
        issued=date(2024, 1, 1), expires=date(2026, 3, 31)
    )

    found = rows(Report(Quarter(2026, 1)), "Certificates obtained and run out")

    assert sorted(row[0] for row in found).count("ran out") == 1
    assert [row[0] for row in found].count("obtained") == Certificate.objects.count() - 1


def test_demonstration_data_is_marked_and_can_be_left_out(anna):
    make_producer("Invented", is_demo=True)

    with_it = rows(Report(Quarter.of(TODAY())), "Participants by stage")[-1]
    without = rows(Report(Quarter.of(TODAY()), with_demo=False), "Participants by stage")[-1]

    assert (with_it[1], without[1]) == (2, 1)


def test_report_is_a_page_a_pdf_and_a_sheet_of_the_same_figures(manager, anna):
    anna.name = "Ǵaliya ıńóú =1+1"
    anna.save()
    StageStep.objects.create(producer=anna, stage=2, reached_on=TODAY(), note="=HYPERLINK(1)")
    query = {"quarter": str(Quarter.of(TODAY()))}

    page = manager.get(reverse("programme:report"), query).content.decode()
    pdf = manager.get(reverse("programme:report-pdf"), query).content
    sheet = manager.get(reverse("programme:report-xlsx"), query)

    book = load_workbook(BytesIO(b"".join(sheet.streaming_content)))
    cells = [str(cell) for row in book.worksheets[0].iter_rows(values_only=True) for cell in row]
    assert "Ǵaliya ıńóú" in page
    assert "Ǵaliya ıńóú" in "".join(text_of(pdf))
    assert any("Ǵaliya ıńóú" in cell for cell in cells)
    assert not any(cell.startswith("=") for cell in cells)
    assert not any(touches_the_edge(picture) for picture in pictures_of(pdf))


@pytest.mark.parametrize("quarter", ["", "x", "9999-Q4", "2026-Q9", "\0"])
def test_what_is_no_quarter_gives_the_last_whole_one(manager, quarter):
    page = manager.get(reverse("programme:report"), {"quarter": quarter})

    assert page.context["report"].quarter == Quarter.of(TODAY()).before
