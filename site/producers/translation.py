from modeltranslation.translator import TranslationOptions, register

from .models import Producer


@register(Producer)
class ProducerTranslation(TranslationOptions):
    """A name is written in the reader's script."""

    fields = ("name", "craft")
