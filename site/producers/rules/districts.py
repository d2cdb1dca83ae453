"""The four pilot districts. Source: coordinates of the district towns."""

from dataclasses import dataclass


@dataclass(frozen=True)
class District:
    """Degrees north and east, WGS 84."""

    code: str
    name: str
    latitude: float
    longitude: float


DISTRICTS = (
    District("chimbay", "Chimbay", 42.93, 59.78),
    District("kegeyli", "Kegeyli", 42.78, 59.61),
    District("khojeyli", "Khojeyli", 42.40, 59.43),
    District("nukus", "Nukus", 42.465, 59.602),
)
