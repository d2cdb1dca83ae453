"""What CLDR would tell of Karakalpak, if it had the language: dates and some countries.

Source: the Latin orthography of 2016.
"""

from datetime import date

MONTHS = (
    "yanvar",
    "fevral",
    "mart",
    "aprel",
    "may",
    "iyun",
    "iyul",
    "avgust",
    "sentyabr",
    "oktyabr",
    "noyabr",
    "dekabr",
)

#: Those that are written otherwise than in Uzbek.
COUNTRIES = {
    "UZ": "Ózbekstan",
    "KZ": "Qazaqstan",
    "KG": "Qırǵızstan",
    "TJ": "Tájikstan",
    "TM": "Túrkmenstan",
    "TR": "Túrkiya",
    "AZ": "Ázerbayjan",
    "CN": "Qıtay",
    "GB": "Ullı Britaniya",
    "IN": "Hindstan",
    "KR": "Qubla Koreya",
    "RU": "Rossiya",
    "US": "Amerika Qurama Shtatları",
}


def format_day(day: date) -> str:
    """Give "2026-jıl 5-noyabr"."""
    return f"{day.year}-jıl {day.day}-{MONTHS[day.month - 1]}"
