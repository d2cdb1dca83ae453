from shop.rules.countries import EUROPEAN_UNION


def test_european_union_has_27_members_and_greece_by_its_iso_code():
    assert len(EUROPEAN_UNION) == 27
    assert "GR" in EUROPEAN_UNION
    assert not {"EL", "GB", "CH", "NO", "UK"} & EUROPEAN_UNION
