"""A producer's own pages. Each asks in its query whose records they are."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db.models import Prefetch, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from shop.catalogue.models import Product
from shop.console.papers import paper_state
from shop.order.counts import to_pack
from shop.selectors import with_facts

from .ready import note_ready, take_ready_back
from .selectors import (
    ending_soon,
    made_by,
    own_certificates,
    own_producers,
    own_things,
    running_low,
    to_prepare,
    wanted_by,
)
from .things import things_of

PER_PAGE = 50

may_see_own = permission_required("console.see_own", raise_exception=True)


def page_of(request: HttpRequest, rows):
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))


@require_safe
@may_see_own
def things(request: HttpRequest) -> HttpResponse:
    """List what is sold of theirs; `?low=1` only that of which few are left."""
    found = own_things(request.user)
    is_low = request.GET.get("low") == "1"
    page = page_of(request, running_low(found) if is_low else found)
    context = {
        "page_obj": page,
        "things": things_of(on_page(page), now=timezone.now()),
        "is_low": is_low,
        "producers": own_producers(request.user),
    }
    return render(request, "console/own/things.html", context)


@require_safe
@may_see_own
def certificates(request: HttpRequest) -> HttpResponse:
    """List the papers that cover their things; `?ending=1` only those that end soon.

    Of a paper that covers other people's things too, theirs alone are named.
    """
    today = timezone.localdate()
    found = own_certificates(request.user)
    is_ending = request.GET.get("ending") == "1"
    if is_ending:
        found = ending_soon(found, today)
    own = Product.objects.filter(made_by(request.user)).select_related("parent").order_by("title")
    found = found.select_related("kind").prefetch_related("markets", Prefetch("products", own))
    page = page_of(request, found)
    rows = [{"paper": paper, "state": paper_state(paper, today)} for paper in page]
    context = {"page_obj": page, "rows": rows, "is_ending": is_ending}
    return render(request, "console/own/certificates.html", context)


@require_safe
@may_see_own
def prepare(request: HttpRequest) -> HttpResponse:
    """List the pieces that orders wait for: how many of what, and until when."""
    found = to_prepare(request.user)
    page = page_of(request, found.select_related("order__market", "ready_note"))
    now = timezone.now()
    rows = [
        {
            "line": line,
            "until": (until := wanted_by(line.order)),
            "is_late": until < now,
            "note": getattr(line, "ready_note", None),
        }
        for line in page
    ]
    sums = found.order_by("title").values("title")
    sums = sums.annotate(pieces=Sum(to_pack()))
    context = {"page_obj": page, "rows": rows, "sums": sums}
    return render(request, "console/own/prepare.html", context)


@require_POST
@may_see_own
def ready(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the pieces of a line are ready, or take it back."""
    line = get_object_or_404(to_prepare(request.user), pk=pk)
    if "undo" in request.POST:
        take_ready_back(line=line)
        messages.success(request, _("“%(title)s” is not marked ready any more.") % vars(line))
    elif note_ready(line=line, by=request.user, now=timezone.now()):
        messages.success(request, _("The association sees that “%(title)s” is ready.") % vars(line))
    else:
        messages.info(request, _("“%(title)s” was marked ready before.") % vars(line))
    return redirect("own:prepare")


def on_page(page) -> list[Product]:
    """Give the products of a page with what `things_of` looks at, in the page's order."""
    ids = [product.pk for product in page.object_list]
    return sorted(with_facts(ids=ids), key=lambda product: ids.index(product.pk))
