"""The four pilot districts. Source: coordinates of the district towns."""

from dataclasses import dataclass


@dataclass(frozen=True)
class District:
    """Degrees north and east, WGS 84."""

    code: str
    latitude: float
    longitude: float


DISTRICTS = (
    District("chimbay", 42.93, 59.78),
    District("kegeyli", 42.78, 59.61),
    District("khojeyli", 42.40, 59.43),
    District("nukus", 42.465, 59.602),
)
