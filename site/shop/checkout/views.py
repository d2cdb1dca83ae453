"""The till: one page from basket to payment."""

from datetime import datetime
from decimal import Decimal

from django.contrib import messages
from django.core.signing import BadSignature, Signer
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from home.prepared import Prepared
from shop.basket.models import Basket
from shop.basket.presenter import has_moved
from shop.basket.thresholds import smallest_order_note
from shop.http import read_whole_number
from shop.order.models import Order
from shop.order.pending import remember, take_back_remembered
from shop.payments.csp import leads_to_payment
from shop.payments.selectors import offered_payments
from shop.rules import errors
from shop.rules.payment_states import OrderState
from shop.services.basket_change import set_line_quantity
from shop.services.basket_reprice import reprice_basket
from shop.services.order_place import Customer, place_order
from shop.services.payment_start import start_payment

from .countries import countries_of
from .forms import CheckoutForm, within_reason
from .gone import gone_notice, not_charged_notice, titles_in_the_way, titles_refused
from .initial import first_values, forget_typed, remember_typed
from .summary import amount_problem, forbidden_problem, shipping_problem, summarise

SIGNER = Signer(salt="shop.checkout.basket")


@method_decorator([never_cache, leads_to_payment], name="dispatch")
class CheckoutView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        take_back_remembered(request)
        if request.basket.is_empty:
            return redirect("basket:summary")
        if notice_changes(request):
            return redirect("basket:summary")
        values = first_values(request, self.countries)
        country = self.known_country(values["country"])
        form = self.form(request, country=country, initial=values)
        return self.page(request, form, country)

    def post(self, request: HttpRequest) -> HttpResponse:
        done = order_of_submitted_basket(request)
        if done is not None:
            return go_and_pay(request, done, timezone.now())
        if line_id := read_whole_number(request.POST.get("take_out", "")):
            return self.take_out(request, line_id)
        country = self.known_country(request.POST.get("country", ""))
        if request.POST.get("action") == "refresh":
            form = self.form(request, country=country, initial=within_reason(request.POST))
            return what_is_in_the_way(request) or self.page(request, form, country)
        form = self.form(request, country=country, data=request.POST)
        if not form.is_valid():
            return what_is_in_the_way(request) or self.page(request, form, country, status=422)
        # Placing looks at everything itself, with the basket locked.
        is_as_shown = is_in_market(request.bare_basket, request.market)
        if is_as_shown and (answer := self.place(request, form)):
            return answer
        return what_is_in_the_way(request) or self.page(request, form, country, status=409)

    def take_out(self, request: HttpRequest, line_id: int) -> HttpResponse:
        """Take out what may not be sent there, and show the till again with all that was typed."""
        basket = request.basket
        if basket.pk is not None and (line := basket.lines.filter(pk=line_id).first()):
            set_line_quantity(basket=basket, line=line, quantity=0)
        remember_typed(request)
        return redirect("checkout:index")

    @cached_property
    def countries(self) -> list[tuple[str, str]]:
        return countries_of(self.request)

    def known_country(self, country: str) -> str:
        return country if country in dict(self.countries) else ""

    def form(self, request: HttpRequest, *, country: str, **kwargs) -> CheckoutForm:
        return CheckoutForm(
            countries=self.countries,
            country=country,
            payments=offered_payments(market=request.market, country_code=country),
            **kwargs,
        )

    def place(self, request: HttpRequest, form: CheckoutForm) -> HttpResponse | None:
        """Make the order and lead to its payment; None where the form says why not."""
        user = request.user if request.user.is_authenticated else None
        now = timezone.now()
        try:
            order = place_order(
                basket_id=request.bare_basket.pk,
                market=request.market,
                customer=Customer(
                    email=form.cleaned_data["email"],
                    user=user,
                    language=get_language() or "en",
                    note=form.cleaned_data["note"],
                ),
                address=form.address(),
                expected_total=agreed_total(form.cleaned_data, request.market),
                payment=form.cleaned_data["payment"],
                now=now,
            )
        except (errors.NotForSale, errors.OutOfStock) as error:
            return back_to_basket(request, titles_refused(request.basket, error))
        except errors.EmptyBasket:
            return None
        except errors.TotalChanged:
            form.add_error(None, _("The total has changed. Please look at it and pay again."))
        except errors.OrderTooSmall as error:
            form.add_error(None, smallest_order_note(error.data["amount"], request.market))
        except errors.ForbiddenDestination as error:
            form.add_error("country", forbidden_problem(error, request.basket))
        except errors.CannotShip as error:
            form.add_error("country", shipping_problem(error))
        except errors.PaymentNotOffered:
            form.add_error("payment", _("This way to pay is not offered any more. Please choose."))
        except (errors.AmountTooLarge, errors.AmountTooSmall) as error:
            form.add_error("payment", amount_problem(error, form))
        else:
            forget_typed(request)
            return go_and_pay(request, order, now)
        return None

    def page(
        self, request: HttpRequest, form: CheckoutForm, country: str, status: int = 200
    ) -> HttpResponse:
        remember(request)
        summary = summarise(request, country)
        hidden = {
            "expected_total": summary.total if summary.delivery is not None else "",
            "basket_key": SIGNER.sign(f"{request.basket.pk}-{request.market.currency}"),
        }
        # What the page shows now is what the next press on "Pay" agrees to.
        form.initial.update(hidden)
        if form.is_bound:
            form.echo(**{name: str(value) for name, value in hidden.items()})
        return render(
            request, "shop/checkout.html", {"form": form, "summary": summary}, status=status
        )


def is_in_market(basket: Basket, market) -> bool:
    return basket.pk is not None and not has_moved(basket, market)


def what_is_in_the_way(request: HttpRequest) -> HttpResponse | None:
    """Send back to a basket that cannot be bought as it is; bring another to today's prices."""
    if request.basket.is_empty:
        messages.info(request, _("Your basket is empty, so there is nothing to pay."))
        return redirect("basket:summary")
    if gone := titles_in_the_way(request.basket):
        return back_to_basket(request, gone)
    if has_moved(request.basket, request.market):
        remember_typed(request)
        return redirect("basket:summary")
    reprice_basket(basket=request.basket, market=request.market)
    return None


def back_to_basket(request: HttpRequest, gone: list[str]) -> HttpResponse:
    """Name what came between, keep what was typed, and show the basket, which says why."""
    remember_typed(request)
    messages.warning(request, not_charged_notice(gone))
    return redirect("basket:summary")


def notice_changes(request: HttpRequest) -> bool:
    """Bring the basket to today's prices; where something changed, the basket says what.

    Also where the basket is smaller than an order may be, or comes from another market.
    """
    if has_moved(request.basket, request.market):
        # Its page tells line by line what the other market has made of it.
        return True
    if gone := titles_in_the_way(request.basket):
        messages.warning(request, gone_notice(gone))
        return True
    changes = reprice_basket(basket=request.basket, market=request.market)
    if changes:
        messages.info(request, _("Prices have changed. Please look at your basket again."))
    too_small = smallest_order_note(request.basket.total_incl_tax, request.market)
    if too_small:
        messages.warning(request, too_small)
    return bool(changes or too_small)


def shown_in(basket_key: str) -> tuple[str, str]:
    """Give the basket and the currency that a form was made for; "" twice for a forged key."""
    try:
        basket_id, _, currency = SIGNER.unsign(basket_key).partition("-")
    except BadSignature:
        return "", ""
    return basket_id, currency


def agreed_total(data: dict, market) -> Decimal:
    """Give what the buyer agreed to; nothing where they saw it in another market's currency."""
    _basket_id, currency = shown_in(data["basket_key"])
    return (data["expected_total"] or Decimal(0)) if currency == market.currency else Decimal(0)


def order_of_submitted_basket(request: HttpRequest) -> Order | None:
    """Give the order that this very form made already: a second press, or the back button."""
    basket_id, _currency = shown_in(request.POST.get("basket_key", ""))
    if not basket_id:
        return None
    return next(iter(orders_of_submitted(basket=int(basket_id))), None)


@Prepared
def orders_of_submitted(basket: int) -> QuerySet:
    return Order.objects.filter(basket=basket, basket__status=Basket.SUBMITTED)


def go_and_pay(request: HttpRequest, order: Order, now: datetime) -> HttpResponse:
    """Lead to the payment page; where it does not answer, the order's page can try again."""
    if order.state is not OrderState.AWAITING_PAYMENT:
        return redirect(order)
    try:
        url = start_payment(order_id=order.pk, now=now)
    except errors.GatewayUnavailable:
        messages.warning(
            request,
            _("The payment page does not answer just now. You have not been charged."),
        )
        return redirect(order)
    except (errors.IllegalTransition, errors.NotForSale):
        return redirect(order)
    return HttpResponseRedirect(url)
