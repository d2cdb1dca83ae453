"""What holds among the rows of the product form: each says beside its field what is wrong."""

from django.utils.translation import gettext_lazy as _

from shop.catalogue.models import Product

from .sold_form import SizeForm, SoldForm


def check_ways(own: SoldForm, sizes: list[SizeForm], *, was_in_sizes: bool) -> None:
    """Refuse what is sold in sizes and by itself; then hold counts and prices against today's.

    What lies about of a product that has long been sold in sizes is left alone.
    """
    is_touched = own.counted() is not None or bool(own.priced())
    if sizes and (is_touched or not was_in_sizes) and has_stock_or_price(own):
        own.add_error(
            "stock",
            _(
                "Sold in sizes, it has neither stock nor prices of its own. Please empty them "
                "here, and enter them at the sizes."
            ),
        )
    for form in (own, *sizes):
        form.check_stock()
        form.check_prices()


def has_stock_or_price(form: SoldForm) -> bool:
    names = ["stock", *(f"price_{market.pk}" for market in form.markets)]
    return any(form.cleaned_data.get(name) for name in names)


def check_content(sold: list[SoldForm], *, is_food: bool) -> None:
    for form in sold:
        if is_food and not form.cleaned_data.get("content"):
            form.add_error(
                "content",
                _("How much is in it? A food needs its net content, or that of each size."),
            )


def check_numbers(rows: list[SoldForm]) -> None:
    """Refuse an article number that another thing has. One query."""
    kept = [form.kept.product.pk for form in rows if form.kept]
    numbers = [number for form in rows if (number := form.cleaned_data.get("upc"))]
    others = Product.objects.filter(upc__in=numbers).exclude(pk__in=kept)
    taken = {other.upc: other.get_title() for other in others.select_related("parent")}
    for place, form in enumerate(rows):
        number = form.cleaned_data.get("upc")
        if number in taken:
            words = _("“%(title)s” has this number already.")
            form.add_error("upc", words % {"title": taken[number]})
        elif number and any(number == row.cleaned_data.get("upc") for row in rows[:place]):
            form.add_error("upc", _("This number stands here twice."))
