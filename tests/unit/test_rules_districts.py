import pytest

from producers.rules.districts import DISTRICTS


@pytest.mark.parametrize(
    ("code", "latitude", "longitude"),
    [
        ("chimbay", 42.93, 59.78),
        ("kegeyli", 42.78, 59.61),
        ("khojeyli", 42.40, 59.43),
        ("nukus", 42.465, 59.602),
    ],
)
def test_pilot_district_lies_where_its_town_does(code, latitude, longitude):
    (district,) = [district for district in DISTRICTS if district.code == code]

    assert (district.latitude, district.longitude) == (latitude, longitude)


def test_there_are_four_pilot_districts_in_alphabetical_order():
    codes = [district.code for district in DISTRICTS]

    assert len(codes) == 4
    assert codes == sorted(codes)
