"""Sign up, log in, and see one's orders."""

from django.contrib.auth import login as log_in
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView as DjangoLoginView
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .forms import LoginForm, RegisterForm
from .models import User

BACKEND = "django.contrib.auth.backends.ModelBackend"
ORDERS_SHOWN = 50


class LoginView(DjangoLoginView):
    template_name = "shop/accounts/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True


@never_cache
def register(request: HttpRequest) -> HttpResponse:
    """Open an account and come in; the basket comes along."""
    if request.user.is_authenticated:
        return redirect("customer:summary")
    form = RegisterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                user = User.objects.create_user(
                    form.cleaned_data["email"], form.cleaned_data["password"]
                )
        except IntegrityError:
            # The same form, sent twice at once.
            form.add_error("email", _("There is an account with this address. You can come in."))
        else:
            log_in(request, user, backend=BACKEND)
            return redirect("customer:summary")
    return render(request, "shop/accounts/register.html", {"form": form})


@never_cache
@require_safe
@login_required
def summary(request: HttpRequest) -> HttpResponse:
    orders = [
        {
            "number": order.number,
            "url": order.get_absolute_url(),
            "placed": order.date_placed,
            "state_label": order.state_label,
            "total": order.total_incl_tax,
            "currency": order.currency,
        }
        for order in request.user.orders.order_by("-date_placed")[:ORDERS_SHOWN]
    ]
    return render(request, "shop/accounts/summary.html", {"orders": orders})
