"""Districts and stages in words that readers meet."""

from django.utils.translation import gettext_lazy as _

from .rules.stages import Stage

DISTRICT_NAMES = {
    "chimbay": _("Chimbay"),
    "kegeyli": _("Kegeyli"),
    "khojeyli": _("Khojeyli"),
    "nukus": _("Nukus"),
}
STAGE_NAMES = {
    Stage.MOBILISATION: _("Mobilisation"),
    Stage.PRODUCT_DEVELOPMENT: _("Product development"),
    Stage.WORKSHOP_AND_EQUIPMENT: _("Workshop and equipment"),
    Stage.CERTIFICATION: _("Certification"),
    Stage.MARKETS: _("Domestic and international markets"),
}
