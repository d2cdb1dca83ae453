"""The five stages of the One Village - One Product programme."""

from enum import IntEnum


class Stage(IntEnum):
    MOBILISATION = 1
    PRODUCT_DEVELOPMENT = 2
    WORKSHOP_AND_EQUIPMENT = 3
    CERTIFICATION = 4
    MARKETS = 5


#: How many producers the programme means to reach.
TARGET_PRODUCERS = 50
