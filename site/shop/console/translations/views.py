"""The report of what is untranslated, and the form of one record."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.actions.convert_alias import ConvertAliasPageAction, ConvertAliasPagePermissionError
from wagtail.log_actions import log

from .form import TextsForm, mark, texts_of
from .texts import KINDS, LANGUAGES, TARGETS, counts_of_all, counts_of_pages, stand_ins

ROWS = 50

may_translate = permission_required("catalogue.translate_texts", raise_exception=True)


@require_safe
@may_translate
def overview(request: HttpRequest) -> HttpResponse:
    """Show for each kind of record, and for pages, how many lack texts in each language."""
    counts = counts_of_all()
    rows = [
        {"code": kind.code, "label": kind.label, **summary(counts[kind.code])}
        for kind in KINDS.values()
    ]
    together = {name: sum(each[name] for each in counts.values()) for name in ("total", *TARGETS)}
    rows.append({"code": "", "label": _("All texts"), **summary(together)})
    rows.append({"code": "pages", "label": _("Pages"), **summary(counts_of_pages())})
    languages = [LANGUAGES[code] for code in TARGETS]
    return render(request, "console/texts.html", {"rows": rows, "languages": languages})


def summary(counts: dict[str, int]) -> dict:
    return {
        "total": counts["total"],
        "missing": [{"language": code, "count": counts[code]} for code in TARGETS],
    }


@require_safe
@may_translate
def records(request: HttpRequest, kind: str) -> HttpResponse:
    """List records of a kind: those that lack texts in the language asked for, or all."""
    language = request.GET.get("missing", "")
    language = language if language in TARGETS else ""
    if kind == "pages":
        return pages(request, language)
    if kind not in KINDS:
        raise Http404
    chosen = KINDS[kind]
    found = chosen.rows()
    if language:
        found = found.filter(chosen.lacking(language))
    page = Paginator(found, ROWS).get_page(request.GET.get("p"))
    rows = [
        {
            "name": str(record),
            "pk": record.pk,
            "missing": [LANGUAGES[code] for code in TARGETS if chosen.missing_in(record, code)],
        }
        for record in page
    ]
    context = {"kind": chosen, "language": language, "page": page, "rows": rows}
    return render(request, "console/texts_of_kind.html", context | {"targets": target_names()})


def target_names() -> list[tuple[str, str]]:
    return [(code, LANGUAGES[code]) for code in TARGETS]


def pages(request: HttpRequest, language: str) -> HttpResponse:
    found = stand_ins(language).select_related("locale")
    page = Paginator(found, ROWS).get_page(request.GET.get("p"))
    context = {"language": language, "page": page, "targets": target_names()}
    return render(request, "console/texts_of_pages.html", context)


@may_translate
def edit(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Show and take all texts of a record."""
    if kind not in KINDS:
        raise Http404
    chosen = KINDS[kind]
    record = get_object_or_404(chosen.rows(), pk=pk)
    form = TextsForm(request.POST or None, kind=chosen, record=record)
    if request.method == "POST" and form.is_valid():
        if form.save():
            log(instance=record, action="wagtail.edit", user=request.user)
            messages.success(request, _("“%(name)s” is saved.") % {"name": record})
            return redirect("texts:kind", kind)
        tell_of_others(form, record)
    context = {"form": form, "kind": chosen, "record": record, "languages": LANGUAGES.values()}
    status = 422 if form.is_bound else 200
    return render(request, "console/texts_form.html", context, status=status)


def tell_of_others(form: TextsForm, record) -> None:
    """Keep what was written, show what somebody else wrote meanwhile, and let it be sent again."""
    written, now = dict(form.cleaned_data), texts_of(form.kind, record)
    form.add_error(
        None,
        _(
            "Somebody changed these texts while you were writing. Theirs stand below yours: look at"
            " them and save again."
        ),
    )
    for name, text in now.items():
        if text and text != written[name]:
            shown = "\n".join(text) if isinstance(text, list) else text
            form.add_error(name, _("Now it says: %(text)s") % {"text": shown})
    form.data = {**form.data.dict(), "seen": mark(form.kind, record)}


@require_POST
@may_translate
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a page that stands in for a translation one that can be written."""
    page = get_object_or_404(stand_ins(), pk=pk)
    try:
        ConvertAliasPageAction(page.specific, user=request.user).execute()
    except ConvertAliasPagePermissionError:
        raise PermissionDenied from None
    return redirect("wagtailadmin_pages:edit", page.pk)
