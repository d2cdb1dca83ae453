from .pages import ProducerPage, ProducersIndexPage
from .producer import Producer
from .programme import Evidence, StageStep

__all__ = ["Evidence", "Producer", "ProducerPage", "ProducersIndexPage", "StageStep"]
