"""Agreement of persons who code the same reports without seeing each other's work."""

from dateline.weighing.decided.agreement.alpha import Scale, alpha
from dateline.weighing.decided.agreement.coding import Round, round_of
from dateline.weighing.decided.agreement.compare import Disagreement, FieldAgreement, disagreements, fields_of

__all__ = ["Disagreement", "FieldAgreement", "Round", "Scale", "alpha", "disagreements", "fields_of", "round_of"]
