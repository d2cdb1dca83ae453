"""The languages of the shop, and which stands in for which.

Django knows no Karakalpak: it gets its name here and its words from our catalogue.
"""

from django.conf import locale

LANGUAGE_CODE = "en"
#: In their own names, as readers look for them.
LANGUAGES = [
    ("en", "English"),
    ("ru", "Русский"),
    ("uz", "Oʻzbekcha"),
    ("ja", "日本語"),
    ("kaa", "Qaraqalpaqsha"),
]
locale.LANG_INFO["kaa"] = {
    "bidi": False,
    "code": "kaa",
    "name": "Karakalpak",
    "name_local": "Qaraqalpaqsha",
}
USE_I18N = True

# Pages ------------------------------------------------------------------------
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
#: A new page stands at once in all trees, as an alias until somebody translates it.
WAGTAILSIMPLETRANSLATION_SYNC_PAGE_TREE = True

#: Staff work in English; see `home.reading_language`.
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES[:1]

# Products, and all else that is not a page ----------------------------------------
MODELTRANSLATION_DEFAULT_LANGUAGE = LANGUAGE_CODE
#: What is read where a text is missing, the nearest first.
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": ("en",), "kaa": ("uz", "en")}
