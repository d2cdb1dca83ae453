"""Sets of countries that rules speak of, as ISO 3166-1 alpha-2 codes."""

#: The 27 member states of the European Union.
#: Source: https://european-union.europa.eu/principles-countries-history/eu-countries_en
MEMBERS = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
EUROPEAN_UNION = frozenset(MEMBERS.split())
