"""The words by which staff find an order, kept beside it: see `Order.found_by`."""

from shop.rules.orders import found_by


def words_of_order(*, number: str, email: str, address, tracking_number: str = "") -> str:
    """Give number, name, email, phone and tracking number in one squeezed text.

    The phone stands in it with its country's code and as it is dialled at home.
    """
    phone = address.phone_number
    home = phone.as_national if phone and phone.is_valid() else ""
    name = address.first_name
    return found_by(number, name, email, str(phone or ""), home, tracking_number)
