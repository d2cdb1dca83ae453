"""What of the catalogue is written in each language."""

from modeltranslation.translator import TranslationOptions, register

from .models import Category, FoodRecord, Product, ProductClass


@register(Product)
class ProductTranslation(TranslationOptions):
    fields = ("title", "summary", "description")


@register(Category)
class CategoryTranslation(TranslationOptions):
    fields = ("name", "description")


@register(ProductClass)
class ProductClassTranslation(TranslationOptions):
    fields = ("name",)


@register(FoodRecord)
class FoodRecordTranslation(TranslationOptions):
    """The label is written in the reader's language; what is in it is one list of codes."""

    fields = ("ingredients", "storage")
