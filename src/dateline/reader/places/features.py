"""Features: what GeoNames' classes and codes make of a place here: its kind, its precision, and if it is a town."""

from __future__ import annotations

PEOPLED = 500  # inhabitants from which a settlement is on the lists of towns
# Seats of divisions are towns however few live there; quarters, ruins and places left by all are none.
_SEATS = frozenset("PPLC PPLG PPLA PPLA2 PPLA3 PPLA4".split())
_NO_TOWNS = frozenset("PPLX PPLH PPLW PPLQ PPLCH".split())
_SEAS = frozenset("SEA OCN GULF BAY BAYS STRT SD CHNM LGN COVE INLT FJD HBR ANCH BNK REEF SHOL".split())
_SPOTS = {  # codes of one spot, in classes that else are areas or lines
    "H": frozenset("WLL WLLS SPNG SPNT SPNS WTRH FLLS PND POOL SWMP RPDS DCK WHRL".split()),
    "L": frozenset("LCTY MILB NVB PRT INDS BTL CMN SALT TRB".split()),
    "R": frozenset("RDJCT TNL TNLRD TNLRR TNLC RJCT".split()),
}
_AREAS = frozenset(  # codes of an area or a line, in the class of hills
    "MTS HLLS RDGE VAL VALS VALX PLN PLNU PLAT UPLD DSRT PEN ISL ISLS ATOL DLTA BSNU DPR ERG HMDA CNYN CST LOWL".split()
)
_DIVISIONS = {"ADM1": 4, "ADM1H": 4, "TERR": 6, "PCL": 6, "PCLD": 6, "PCLF": 6, "PCLH": 6, "PCLI": 6, "PCLIX": 6,
              "PCLS": 6}  # fmt: skip


def is_town(of: str, code: str, population: int) -> bool:
    """Whether a place may be meant by its bare name: towns, provinces and districts. `of` is its class."""
    if of == "P":
        return code in _SEATS or (population >= PEOPLED and code not in _NO_TOWNS)
    return of == "A" and code in ("ADM1", "ADM2")


def kind_of(of: str, code: str, *, town: bool) -> str:
    """The gazetteer's kind. What is no town is a village, a (smaller) division or a feature."""
    if of == "P":
        return "village" if not town else "capital" if code == "PPLC" else "city"
    if of == "A":
        return {"ADM1": "admin1", "ADM2": "admin2"}.get(code, "division")
    return "feature"


def precision_of(of: str, code: str) -> int:
    """UCDP GED's where_prec of the place itself."""
    if of == "A":
        return _DIVISIONS.get(code, 3)
    if of in ("P", "S"):
        return 1
    if of == "T":
        return 5 if code in _AREAS else 1
    if of == "U" or code in _SEAS:
        return 7
    return 1 if code in _SPOTS.get(of, ()) else 5
