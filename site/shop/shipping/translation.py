from modeltranslation.translator import TranslationOptions, register

from .models import ShippingZone


@register(ShippingZone)
class ShippingZoneTranslation(TranslationOptions):
    fields = ("name",)
