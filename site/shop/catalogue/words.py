"""Allergens and nutrients by code, in words.

Source: Regulation (EU) No 1169/2011, annex II, and Japan's Food Labelling Standards.
"""

from django.utils.translation import gettext_lazy as _

ALLERGENS = {
    "almond": _("almond"),
    "buckwheat": _("buckwheat"),
    "celery": _("celery"),
    "crab": _("crab"),
    "crustaceans": _("crustaceans"),
    "egg": _("egg"),
    "fish": _("fish"),
    "lupin": _("lupin"),
    "milk": _("milk"),
    "molluscs": _("molluscs"),
    "mustard": _("mustard"),
    "nuts": _("nuts"),
    "peanut": _("peanut"),
    "sesame": _("sesame"),
    "shrimp": _("shrimp"),
    "soy": _("soy"),
    "sulphites": _("sulphites"),
    "walnut": _("walnut"),
    "wheat": _("wheat"),
}

#: code, label, unit; in the order of the label.
NUTRIENTS = [
    ("energy_kj", _("Energy"), "kJ"),
    ("energy_kcal", _("Energy"), "kcal"),
    ("fat", _("Fat"), "g"),
    ("saturates", _("of which saturates"), "g"),
    ("carbohydrate", _("Carbohydrate"), "g"),
    ("sugars", _("of which sugars"), "g"),
    ("protein", _("Protein"), "g"),
    ("salt", _("Salt"), "g"),
]
