"""The words by which staff find an order, kept beside it: see `Order.found_by`."""

from collections.abc import Iterable

from shop.rules.orders import found_by


def words_of_order(*, number: str, email: str, address, parcels: Iterable[str] = ()) -> str:
    """Give number, name, email, phone, and what is written on parcels, in one squeezed text.

    The phone stands in it with its country's code and as it is dialled at home.
    """
    phone = address.phone_number
    home = phone.as_national if phone and phone.is_valid() else ""
    name = address.first_name
    return found_by(number, name, email, str(phone or ""), home, *parcels)
