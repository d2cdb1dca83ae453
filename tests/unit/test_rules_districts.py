import pytest

from producers.rules.districts import DISTRICTS


@pytest.mark.parametrize(
    ("code", "name", "latitude", "longitude"),
    [
        ("chimbay", "Chimbay", 42.93, 59.78),
        ("kegeyli", "Kegeyli", 42.78, 59.61),
        ("khojeyli", "Khojeyli", 42.40, 59.43),
        ("nukus", "Nukus", 42.465, 59.602),
    ],
)
def test_pilot_district_lies_where_its_town_does(code, name, latitude, longitude):
    (district,) = [district for district in DISTRICTS if district.code == code]

    assert (district.name, district.latitude, district.longitude) == (name, latitude, longitude)


def test_there_are_four_pilot_districts_in_alphabetical_order():
    names = [district.name for district in DISTRICTS]

    assert len(names) == 4
    assert names == sorted(names)
