"""The till: one page from basket to payment."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.contrib import messages
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from shop.basket.models import Basket
from shop.basket.presenter import basket_page, line_view
from shop.formats import format_money
from shop.order.models import Order
from shop.order.pending import remember, take_back_remembered
from shop.rules import errors
from shop.rules.payment_states import OrderState
from shop.services.basket_reprice import reprice_basket
from shop.services.delivery_quote import Delivery, basket_weight, quote_delivery
from shop.services.order_place import Customer, place_order
from shop.services.payment_start import start_payment

from .countries import countries_of, likely_country
from .forms import CheckoutForm

SIGNER = Signer(salt="shop.checkout.basket")


@dataclass(frozen=True)
class Summary:
    """What stands beside the form. `delivery` is None until a country is chosen."""

    lines: list
    subtotal: Decimal
    delivery: Decimal | None
    total: Decimal
    tax: Decimal
    currency: str
    days: str = ""
    tax_note: str = ""
    problem: str = field(default="")


@method_decorator(never_cache, name="dispatch")
class CheckoutView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        take_back_remembered(request)
        if request.basket.is_empty:
            return redirect("basket:summary")
        if notice_changes(request):
            return redirect("basket:summary")
        country = likely_country(request.market)
        form = self.form(request, country=country, initial=first_values(request, country))
        return self.page(request, form, country)

    def post(self, request: HttpRequest) -> HttpResponse:
        done = order_of_submitted_basket(request)
        if done is not None:
            return go_and_pay(request, done)
        if request.basket.is_empty:
            messages.info(request, _("Your basket is empty, so there is nothing to pay."))
            return redirect("basket:summary")
        if notice_changes(request):
            return redirect("basket:summary")
        country = request.POST.get("country", "")
        known = dict(countries_of(request.market))
        country = country if country in known else ""
        if request.POST.get("action") == "refresh":
            form = self.form(request, country=country, initial=request.POST.dict())
            return self.page(request, form, country)
        form = self.form(request, country=country, data=request.POST)
        if not form.is_valid():
            return self.page(request, form, country, status=422)
        return self.place(request, form, country)

    def form(self, request: HttpRequest, *, country: str, **kwargs) -> CheckoutForm:
        return CheckoutForm(countries=countries_of(request.market), country=country, **kwargs)

    def place(self, request: HttpRequest, form: CheckoutForm, country: str) -> HttpResponse:
        user = request.user if request.user.is_authenticated else None
        try:
            order = place_order(
                basket_id=request.basket.pk,
                market=request.market,
                customer=Customer(
                    email=form.cleaned_data["email"],
                    user=user,
                    language=get_language() or "en",
                    note=form.cleaned_data["note"],
                ),
                address=form.address(),
                expected_total=form.cleaned_data["expected_total"] or Decimal(0),
                now=timezone.now(),
            )
        except (errors.NotForSale, errors.OutOfStock):
            # The basket names each line that stands in the way.
            messages.warning(
                request,
                _("Something was taken while you were at the till. You have not been charged."),
            )
            return redirect("basket:summary")
        except errors.EmptyBasket:
            return redirect("basket:summary")
        except errors.TotalChanged:
            form.add_error(None, _("The total has changed. Please look at it and pay again."))
        except errors.CannotShip as error:
            form.add_error("country", shipping_problem(error))
        except (errors.AmountTooLarge, errors.AmountTooSmall) as error:
            form.add_error(None, amount_problem(error))
        else:
            remember(request, order)
            return go_and_pay(request, order)
        return self.page(request, form, country, status=409)

    def page(
        self, request: HttpRequest, form: CheckoutForm, country: str, status: int = 200
    ) -> HttpResponse:
        summary = summarise(request, country)
        if summary.problem and not form.errors and form.is_bound:
            form.add_error("country", summary.problem)
        hidden = {
            "expected_total": summary.total if summary.delivery is not None else "",
            "basket_key": SIGNER.sign(request.basket.pk),
        }
        # What the page shows now is what the next press on "Pay" agrees to.
        form.initial.update(hidden)
        if form.is_bound:
            form.data = {**form.data.dict(), **{k: str(v) for k, v in hidden.items()}}
        return render(
            request, "shop/checkout.html", {"form": form, "summary": summary}, status=status
        )


def first_values(request: HttpRequest, country: str) -> dict:
    """Offer what is known of somebody with an account: email, and the last address."""
    values = {"country": country}
    if not request.user.is_authenticated:
        return values
    values["email"] = request.user.email
    last = (
        Order.objects.filter(user=request.user, market=request.market)
        .select_related("shipping_address")
        .first()
    )
    if last is not None and last.shipping_address is not None:
        address = last.shipping_address
        values |= {
            "name": address.first_name,
            "country": address.country_id,
            "line1": address.line1,
            "line2": address.line2,
            "city": address.line4,
            "region": address.state,
            "postcode": address.postcode,
            "phone": str(address.phone_number),
        }
    return values


def notice_changes(request: HttpRequest) -> bool:
    """Bring the basket to today's prices; where something changed, the basket says what."""
    page = basket_page(request.basket, request.market)
    if not page["may_check_out"]:
        return True
    changes = reprice_basket(basket=request.basket, market=request.market)
    if changes:
        messages.info(request, _("Prices have changed. Please look at your basket again."))
    return bool(changes)


def summarise(request: HttpRequest, country: str) -> Summary:
    market, basket = request.market, request.basket
    delivery: Delivery | None = None
    problem = ""
    if country:
        try:
            delivery = quote_delivery(
                market=market, country_code=country, weight_g=basket_weight(basket.all_lines())
            )
        except errors.CannotShip as error:
            problem = shipping_problem(error)
    subtotal = basket.total_incl_tax
    tax = subtotal - basket.total_excl_tax
    days = ""
    if delivery:
        days = _("%(least)d to %(most)d days") % {
            "least": delivery.zone.days_min,
            "most": delivery.zone.days_max,
        }
    return Summary(
        lines=[line_view(line) for line in basket.all_lines()],
        subtotal=subtotal,
        delivery=delivery.price if delivery else None,
        total=subtotal + (delivery.price if delivery else 0),
        tax=tax,
        currency=market.currency,
        days=days,
        tax_note=tax_note(tax, market),
        problem=problem,
    )


def tax_note(tax: Decimal, market) -> str:
    if tax:
        amount = format_money(tax, market.currency, get_language() or "en")
        return _("VAT of %(amount)s is in the price.") % {"amount": amount}
    if market.charges_vat:
        return ""
    return _("Exported free of VAT. Your country may ask for duty or tax of its own.")


def shipping_problem(error: errors.CannotShip) -> str:
    if error.data["reason"] == "too_heavy":
        return _("This is more than one parcel may weigh. Please order it in two.")
    return _("We do not send there from the market you chose. Another market may.")


def amount_problem(error) -> str:
    limit = format_money(error.data["limit"], error.data["currency"], get_language() or "en")
    if isinstance(error, errors.AmountTooLarge):
        return _("A card takes at most %(limit)s at once. Please order it in two.") % {
            "limit": limit
        }
    return _("A card cannot be charged less than %(limit)s. Please add something small.") % {
        "limit": limit
    }


def order_of_submitted_basket(request: HttpRequest) -> Order | None:
    """Give the order that this very form made already: a second press, or the back button."""
    try:
        basket_id = SIGNER.unsign(request.POST.get("basket_key", ""))
    except BadSignature:
        return None
    return Order.objects.filter(basket_id=basket_id, basket__status=Basket.SUBMITTED).first()


def go_and_pay(request: HttpRequest, order: Order) -> HttpResponse:
    """Lead to the payment page; where it does not answer, the order's page can try again."""
    if order.state is not OrderState.AWAITING_PAYMENT:
        return redirect(order)
    try:
        url = start_payment(order_id=order.pk, now=timezone.now())
    except errors.GatewayUnavailable:
        messages.warning(
            request,
            _("The payment page does not answer just now. You have not been charged."),
        )
        return redirect(order)
    except (errors.IllegalTransition, errors.NotForSale):
        return redirect(order)
    return HttpResponseRedirect(url)
