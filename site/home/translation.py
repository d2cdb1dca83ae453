from modeltranslation.translator import TranslationOptions, register

from .images import CustomImage


@register(CustomImage)
class CustomImageTranslation(TranslationOptions):
    """What is seen in a picture, for readers who cannot see it."""

    fields = ("description",)
