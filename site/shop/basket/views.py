"""The basket's page, its badge, and the posts that change it."""

from django.contrib import messages
from django.db.models import Sum
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from home.pictures import expect_pictures
from shop.http import read_whole_number, safe_next, same_origin_required, wants_json
from shop.markets.middleware import chosen_market, remember_market
from shop.order.pending import take_back_remembered
from shop.rules.errors import NotForSale, OutOfStock, ShopError
from shop.selectors import with_facts
from shop.services.basket_change import add_to_basket, set_line_quantity
from shop.services.basket_reprice import reprice_basket

from .presenter import NOWHERE, basket_page, closed_market_notice, price_notice, removed_line
from .sending import sending_of

REMOVED = "removed_line"


def refusal(error: ShopError, basket, product) -> str:
    """Say why a thing cannot be had, in the words of the availability policy."""
    availability = basket.strategy.fetch_for_product(product).availability
    if isinstance(error, OutOfStock):
        return ngettext(
            "There is only %(left)d of “%(title)s” left.",
            "There are only %(left)d of “%(title)s” left.",
            error.data["left"],
        ) % {"left": error.data["left"], "title": product.get_title()}
    return f"{product.get_title()}: {availability.message}"


def badge_data(count: int) -> dict:
    label = ngettext("%(n)d thing in your basket", "%(n)d things in your basket", count)
    return {"count": count, "label": label % {"n": count}}


def count_pieces(basket) -> int:
    """Count without reading the lines: one query or none."""
    if basket.pk is None:
        return 0
    return basket.lines.aggregate(count=Sum("quantity"))["count"] or 0


@never_cache
@require_safe
def badge(request: HttpRequest) -> HttpResponse:
    """Give the number of things in the basket, for the one personal spot of a public page."""
    return JsonResponse(badge_data(count_pieces(request.bare_basket)))


@never_cache
@require_safe
def summary(request: HttpRequest) -> HttpResponse:
    take_back_remembered(request)
    closed = closed_market_notice(request.basket, request.market)
    changes = reprice_basket(basket=request.basket, market=request.market)
    sending = NOWHERE if request.basket.is_empty else sending_of(request)
    context = basket_page(request.basket, request.market, sending)
    expect_pictures(request, [line.picture for line in context["basket_lines"]])
    notices = [closed, *(price_notice(change) for change in changes)]
    context["notices"] = [notice for notice in notices if notice]
    context["removed"] = removed_line(request.session.pop(REMOVED, None))
    return render(request, "shop/basket.html", context)


@require_POST
@same_origin_required
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a product in the basket; answers JSON to a script and a page to a form."""
    basket = request.bare_basket
    product = next(iter(with_facts(ids=[pk])), None)
    if product is None or not product.is_public or product.is_parent:
        raise Http404
    quantity = read_whole_number(request.POST.get("quantity", "1"))
    if not quantity:
        return answer(request, _("Please give a whole number, 1 or more."), is_done=False)
    try:
        add_to_basket(basket=basket, product=product, quantity=quantity)
    except (NotForSale, OutOfStock) as error:
        return answer(request, refusal(error, basket, product), is_done=False)
    message = _("“%(title)s” is in your basket.") % {"title": product.get_title()}
    response = answer(request, message, is_done=True)
    # Whoever fills a basket has chosen its market: another language does not change it.
    if chosen_market(request) != request.market.code:
        remember_market(response, request, request.market.code)
    return response


def contents_html(request: HttpRequest) -> str:
    """Give what the panel shows that slides in over the page."""
    page = basket_page(request.basket, request.market)
    expect_pictures(request, [line.picture for line in page["basket_lines"]])
    props = {
        "lines": page["basket_lines"],
        "is_empty": page["basket_is_empty"],
        "subtotal": page["subtotal"],
        "currency": page["currency"],
        "note": page["too_small"] or page["free_delivery_note"],
    }
    # With the request, whose pictures are kept for all pages.
    return render_to_string("components/basket_contents.html", props, request)


def answer(request: HttpRequest, message: str, *, is_done: bool) -> HttpResponse:
    if wants_json(request):
        html = contents_html(request)
        counted = badge_data(request.basket.num_items)
        data = {**counted, "message": message, "ok": is_done, "html": html}
        return JsonResponse(data, status=200 if is_done else 409)
    (messages.success if is_done else messages.warning)(request, message)
    # Public pages show no messages, so a form without a script goes on to the basket.
    return redirect("basket:summary")


@require_POST
@same_origin_required
def change_line(request: HttpRequest, pk: int) -> HttpResponse:
    """Change how many of a line there are, or take it out. Only one's own lines are found."""
    basket = request.bare_basket
    line = get_object_or_404(basket.all_lines(), pk=pk)
    action = request.POST.get("action", "")
    wanted = {
        "remove": 0,
        "increase": line.quantity + 1,
        "decrease": line.quantity - 1,
    }.get(action, read_whole_number(request.POST.get("quantity", "")))
    if wanted is None:
        messages.warning(request, _("Please give a whole number, 1 or more."))
        return redirect("basket:summary")
    try:
        set_line_quantity(basket=basket, line=line, quantity=wanted)
    except (NotForSale, OutOfStock) as error:
        messages.warning(request, refusal(error, basket, line.product))
    else:
        if wanted == 0:
            request.session[REMOVED] = {"product": line.product_id, "quantity": line.quantity}
    return redirect(safe_next(request, "basket:summary"))
