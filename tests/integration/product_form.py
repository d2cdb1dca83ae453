"""What the product form sends, as a browser would that touches nothing but the changes."""

from django.test import Client

from shop.catalogue.models import Product


def opened(client: Client, product: Product | None = None, query: str = "") -> dict:
    """Give the fields of the form as it opens."""
    page = client.get(address_of(product) + query)
    assert page.status_code == 200
    form = page.context["form"]
    forms = [form, form.own, form.attributes]
    data = {}
    for rows in (form.sizes, form.pictures, form.recommended):
        forms += [rows.management_form, *rows.forms]
    for each in forms:
        for field in each:
            value = field.value()
            if value is None or value is False:
                continue
            if field.name == "ORDER" and not each.initial:
                continue
            value = [getattr(one, "pk", one) for one in value] if is_list(value) else value
            data[field.html_name] = "on" if value is True else getattr(value, "pk", value)
    return data


def is_list(value) -> bool:
    return isinstance(value, list | tuple)


def address_of(product: Product | None) -> str:
    return f"/admin/products/edit/{product.pk}/" if product else "/admin/products/new/"


def send(client: Client, data: dict, product: Product | None = None, **changes):
    return client.post(address_of(product), {**data, **changes})


def errors(page) -> dict[str, list[str]]:
    """Give what is said beside the fields, by the name they have in the page."""
    form = page.context["form"]
    forms = [form, form.own, form.attributes]
    for rows in (form.sizes, form.pictures, form.recommended):
        forms += rows.forms
    return {
        each.add_prefix(name): [str(error) for error in found]
        for each in forms
        for name, found in each.errors.items()
    }
