from modeltranslation.translator import TranslationOptions, register

from .models import CertificateKind


@register(CertificateKind)
class CertificateKindTranslation(TranslationOptions):
    fields = ("name", "tests")
