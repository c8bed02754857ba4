"""Identity: who is who across reports, among those who act and those who speak."""

from dateline.weighing.identity.bodies import Standing, bodies_of
from dateline.weighing.identity.names import name_key
from dateline.weighing.identity.parties import same_party
from dateline.weighing.identity.pronouns import meant_by
from dateline.weighing.identity.speakers import same_name, same_voice, told_apart, voice_key

__all__ = [
    "Standing",
    "bodies_of",
    "meant_by",
    "name_key",
    "same_name",
    "same_party",
    "same_voice",
    "told_apart",
    "voice_key",
]
