"""Products beside markets: what may be sold where, and what is missing where it may not."""

from django import forms
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from producers.models import Producer
from shop.catalogue.models import Product
from shop.certification.models import Certificate
from shop.console.coverage import Colour, cell_of, rows_of
from shop.console.papers import paper_state
from shop.markets.models import Market
from shop.sale_records import read_sale_records

#: Products on a page, each with its sizes.
PER_PAGE = 50

may_look = permission_required("certification.view_certificate", raise_exception=True)


class CoverageForm(forms.Form):
    producer = forms.ModelChoiceField(
        Producer.objects.order_by("name"), label=_("Producer"), required=False
    )
    market = forms.ModelChoiceField(
        Market.objects.all(), label=_("Market"), required=False, to_field_name="code"
    )
    colour = forms.ChoiceField(
        label=_("State"), choices=[("", "---------"), *Colour.choices], required=False
    )


@require_safe
@may_look
def matrix(request: HttpRequest) -> HttpResponse:
    """Show a page of products; what the filters cannot read narrows nothing down."""
    form = CoverageForm(request.GET)
    form.is_valid()
    wanted, now = form.cleaned_data, timezone.now()
    markets = Market.objects.with_required_kinds()
    if wanted.get("market"):
        markets = [market for market in markets if market.pk == wanted["market"].pk]
    roots = Product.objects.exclude(structure=Product.CHILD).order_by("title", "pk")
    roots = roots.filter(archived_at=None).select_related("product_class", "producer")
    if wanted.get("producer"):
        roots = roots.filter(producer=wanted["producer"])
    colour = wanted.get("colour")
    if colour:
        # Only the gate knows colours: all are asked for, and those of a page are shown.
        rows = rows_of(roots, markets=markets, now=now)
        groups = [group for group in rows if any(row.has(colour) for row in group)]
        page = Paginator(groups, PER_PAGE).get_page(request.GET.get("p"))
        groups = page.object_list
    else:
        page = Paginator(roots, PER_PAGE).get_page(request.GET.get("p"))
        groups = rows_of(page.object_list, markets=markets, now=now)
    query = request.GET.copy()
    query.pop("p", None)
    context = {
        "form": form,
        "markets": markets,
        "groups": groups,
        "page": page,
        "query": query.urlencode(),
    }
    return render(request, "console/coverage.html", context)


@require_safe
@may_look
def cell(request: HttpRequest, product_pk: int, market_code: str) -> HttpResponse:
    """Show what a market asks of a product, kind by kind, and which certificates there are."""
    found = Product.objects.select_related("product_class", "parent__product_class")
    product = get_object_or_404(found, pk=product_pk)
    market = get_object_or_404(Market, code=market_code)
    now = timezone.now()
    records = read_sale_records([product], market=market)
    papers = records.papers_by_id(product)
    known = Certificate.objects.in_bulk(list(papers))
    today = market.today(now)
    kinds = [
        {
            "kind": kind,
            "holds": any(
                p.facts.kind == code and p.holds_in(market.code, today) for p in papers.values()
            ),
            "papers": [
                {
                    "paper": known[pk],
                    "state": paper_state(known[pk], today).label,
                    "is_good_here": market.code in paper.facts.markets,
                    "is_early": today < paper.facts.issued,
                }
                for pk, paper in papers.items()
                if paper.facts.kind == code and pk in known
            ],
        }
        for code, kind in market.required_kinds.get(product.get_product_class().pk, {}).items()
    ]
    context = {
        "product": product,
        "market": market,
        "cell": cell_of(product, records, market=market, now=now),
        "kinds": kinds,
    }
    return render(request, "console/coverage_cell.html", context)
