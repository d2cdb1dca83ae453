from modeltranslation.translator import TranslationOptions, register

from .models import PaymentOption


@register(PaymentOption)
class PaymentOptionTranslation(TranslationOptions):
    """What a buyer must do to pay; empty where the way explains itself."""

    fields = ("instructions",)
