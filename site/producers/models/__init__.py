from .pages import ProducerPage, ProducersIndexPage
from .producer import Producer

__all__ = ["Producer", "ProducerPage", "ProducersIndexPage"]
