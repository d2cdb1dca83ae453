"""Notes of staff about an order."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from shop.console.note_form import NoteForm
from shop.services.order_note import write_note

from .guards import may_fulfil
from .screen import order_or_404, order_page


@may_fulfil
def note(request: HttpRequest, pk: int) -> HttpResponse:
    order, form = order_or_404(pk), NoteForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The note is not kept yet: see below."))
        return order_page(request, order, status=422, note_form=form)
    text = form.cleaned_data["text"]
    write_note(order_id=pk, text=text, by=request.user, now=timezone.now())
    messages.success(request, _("The note is kept."))
    return redirect("console:order", pk=pk)
