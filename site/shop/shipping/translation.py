from modeltranslation.translator import TranslationOptions, register

from .models import ShippingRestriction, ShippingZone


@register(ShippingZone)
class ShippingZoneTranslation(TranslationOptions):
    fields = ("name",)


@register(ShippingRestriction)
class ShippingRestrictionTranslation(TranslationOptions):
    fields = ("reason",)
