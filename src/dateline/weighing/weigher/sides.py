"""Both sides' words: what the voices of some incidents said of them, each with where it stands."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, select

from dateline.ledger import tables as t
from dateline.ledger import weighed_tables as w
from dateline.ledger.parts import within
from dateline.ledger.weighed import Store
from dateline.records import Incident, Quotation, Span, Strain, Witness, from_plain
from dateline.weighing.account import Account
from dateline.weighing.identity import voice_key
from dateline.weighing.standing.testimony import stated

WORDS = 3  # quotations of one voice that are given of one incident
_OWN_WORDS = frozenset({"reporter", "media"})


@dataclass(frozen=True, slots=True)
class Word:
    """One voice of an incident, and its words there. `apart`: borne out by another that does not rest on it."""

    key: str
    name: str
    kind: str
    named: bool
    stance: str
    chain: tuple[str, ...]
    first: str | None
    reports: int
    apart: bool
    quotations: tuple[Quotation, ...]


class Words:
    """The words of the voices of some incidents: their claims that tell of it, else what weighing heard of them (a
    denial of what another says is joined to no event), else their figures; an outlet's own are sentences."""

    def __init__(self, store: Store, incidents: Sequence[Incident]) -> None:
        events = sorted({event for one in incidents for event in one.events})
        self.sentences: dict[str, Quotation] = {}
        self.claims: dict[tuple[str, str], list[Quotation]] = defaultdict(list)  # by voice and event
        self.voice_of: dict[str, set[str]] = defaultdict(set)  # of a claim
        e, r, c, of, s = t.events.c, t.reports.c, t.claims.c, t.claim_events.c, w.said.c
        told_by = select(e.id, e.trigger_start, e.trigger_end, e.sentence, r.id.label("report"))
        for row in within(store.connection, told_by.join(t.reports, r.number == e.report), e.id, events):
            self.sentences[row.id] = Quotation(row.report, Span(row.trigger_start, row.trigger_end), row.sentence)
        query = (
            select(e.id, s.voice, c.id.label("claim"), c.content, c.content_spans, r.id.label("report"))
            .join(t.claim_events, of.event == e.key)
            .join(t.claims, c.key == of.claim)
            .join(w.said, and_(s.claim == c.key, s.speaks.is_(True)))
            .join(t.reports, r.number == c.report)
            .order_by(c.key)
        )
        for row in within(store.connection, query, e.id, events):
            self.voice_of[row.claim].add(row.voice)
            if row.content_spans:
                self.claims[row.voice, row.id].append(_quotation(row))
        self._weighed(store, incidents)

    def of(self, incident: Incident, witness: Witness) -> Word:
        found = [q for event in witness.events for q in self.claims.get((witness.key, event), ())]
        if not found:
            found = [f.quotation for toll in incident.tolls for f in toll.figures if f.witness == witness.key]
        if not found and witness.kind in _OWN_WORDS:
            found = [self.sentences[event] for event in witness.events if event in self.sentences]
        unlike = {" ".join(q.words.split()): q for q in reversed(found)}  # copies say the same in the same words
        return Word(
            witness.key, witness.name, witness.kind, witness.named, witness.stance, witness.chain, witness.first,
            len(witness.reports), witness.apart, tuple(list(unlike.values())[::-1][:WORDS]),
        )  # fmt: skip

    def _weighed(self, store: Store, incidents: Sequence[Incident]) -> None:
        """The words, as weighing took them, of voices that have no claim on an incident's events."""
        silent = [
            one
            for incident in incidents
            for one in incident.witnesses
            if one.kind not in _OWN_WORDS and not any((one.key, event) in self.claims for event in one.events)
        ]
        a = w.accounts.c
        events = sorted({event for one in silent for event in one.events})
        query = select(a.event_id, a.packed).order_by(a.number)
        packed = {row.event_id: row.packed for row in within(store.connection, query, a.event_id, events)}
        for event, last in packed.items():
            account = from_plain(Account, json.loads(last))
            for word in account.words:
                if word.chain and word.content is not None and word.said:
                    key = voice_key(stated(word.chain)[-1])
                    self.claims[key, event].append(Quotation(account.report, word.content, word.said))

    def is_of(self, strain: Strain, side: int, witness: Witness) -> bool:
        """Whether one side of a strain is a witness's word."""
        record = strain.between[side]
        if record in self.voice_of:
            return witness.key in self.voice_of[record] or _alike(strain.voices[side], witness)
        return _alike(strain.voices[side], witness)


def _quotation(row: Any) -> Quotation:
    spans = row.content_spans
    return Quotation(row.report, Span(spans[0][0], max(end for _, end in spans)), row.content)


def _alike(name: str, witness: Witness) -> bool:
    return name.casefold() in (witness.name.casefold(), witness.chain[-1].casefold())
