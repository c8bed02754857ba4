"""The weigher of one ledger: weighs what is pending, batch by batch, and answers questions of what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from dateline.ledger import Filter, Ledger
from dateline.ledger.weighed import Store
from dateline.records import Incident, Reading, Story
from dateline.weighing.account import Account
from dateline.weighing.stories import Prints
from dateline.weighing.weigher import asking, closer, overview
from dateline.weighing.weigher.asking import Reasons, StrainRow
from dateline.weighing.weigher.batch import Batch
from dateline.weighing.weigher.bearing import Bearing, bearings
from dateline.weighing.weigher.changes import ChangeRow, Diff
from dateline.weighing.weigher.choosing import More
from dateline.weighing.weigher.closer import Near
from dateline.weighing.weigher.differing import diff
from dateline.weighing.weigher.facets import Facets
from dateline.weighing.weigher.hearing import VoiceRow, Which, kinds, voices
from dateline.weighing.weigher.panorama import Stop, panorama
from dateline.weighing.weigher.saying import SaidRow, marked, said
from dateline.weighing.weigher.state import State
from dateline.weighing.weigher.survey import Drawn, Survey, survey
from dateline.weighing.weigher.unpacked import Unpacked
from dateline.weighing.weigher.version import VERSION
from dateline.weighing.weigher.voice import Voice, voice

# Readings weighed in one transaction: others wait no longer than this takes.
BATCH = 100
Progress = Callable[[int, int], None]  # how many are done, of how many


class Weigher:
    """Weighs a ledger that is open. Every method raises LedgerError, whose message is for a person.

    Everything can be worked out again from readings and decisions, so that a program that was killed at any moment
    has lost nothing: what it did not finish is pending.
    """

    def __init__(self, book: Ledger) -> None:
        self.book = book
        self.state = State(Unpacked(Account), Unpacked(Prints))

    # Weighing

    def pending(self) -> int:
        """How many readings and decisions are not weighed yet; all of them, where another version weighed them."""
        with self._store() as store:
            if store.stale(VERSION):
                return store.everything()
            return store.count_pending()

    def weigh(
        self, progress: Progress | None = None, *, again: bool = False, made: Mapping[str, Reading] | None = None
    ) -> int:
        """Weighs what is pending and says how much that was; `again`: everything anew.

        `made` has readings, by their report's id, that the caller has at hand and that need not be unpacked.
        """
        pending = self.pending()
        if again or pending:
            with self._writing() as store:
                if again or store.stale(VERSION):
                    store.forget()
                    pending = store.everything()
        done = 0
        while batch := self._batch(made or {}):
            done += batch
            if progress is not None:
                progress(done, max(done, pending))
        while voiced := self._voices():
            done += voiced
            if progress is not None:
                progress(done, max(done, pending))
        return done

    def _voices(self) -> int:
        """Keeps who says what in readings that were weighed before that was kept, a batch of them."""
        with self._writing() as store:
            numbers = store.voiceless(BATCH)
            if numbers:
                Batch(store, self.state).voices(numbers)
            return len(numbers)

    def _batch(self, made: Mapping[str, Reading]) -> int:
        """Weighs one batch, whole or not at all; says how many it was."""
        with self._writing() as store:
            readings = store.pending_readings(BATCH)
            decisions = [] if readings else store.pending_decisions()
            if not readings and not decisions:
                return 0
            batch = Batch(store, self.state)
            if readings:
                at_hand = store.readings_of(made) if made else {}
                batch.readings(readings, {n: made[id_] for n, id_ in at_hand.items()})
            else:
                batch.decisions(decisions)
            batch.settle()
            return len(readings) + len(decisions)

    # Asking

    def incidents(self, wanted: Filter = Filter(), **more: object) -> Iterator[Incident]:  # noqa: B008 - frozen
        """Incidents with an event that the filter chooses, by the day of their first report."""
        with self._store() as store:
            chosen = More(**more)  # type: ignore[arg-type]
            if overview.can_window(wanted, chosen):
                yield from overview.window(store, self.state, panorama(self.book), wanted, chosen)
            elif overview.can_pick(wanted, chosen):
                yield from overview.picked(store, panorama(self.book), wanted, chosen)
            else:
                yield from asking.incidents(store, self.state, wanted, chosen)

    def facets(self, wanted: Filter = Filter(), **more: object) -> Facets:  # noqa: B008 - frozen
        """How many incidents there are of each kind, among those that `incidents` would give."""
        with self._store() as store:
            return overview.facets(store, panorama(self.book), wanted, More(**more))  # type: ignore[arg-type]

    def survey(self, wanted: Filter = Filter(), drawn: Drawn = Drawn(), **more: object) -> Survey:  # noqa: B008
        """Incidents over time and over places, counted; cheap enough to be asked for again and again."""
        with self._store() as store:
            return survey(store, panorama(self.book), wanted, More(**more), drawn)  # type: ignore[arg-type]

    def stops(self) -> tuple[Stop, ...]:
        """The days on which reports were published, and how many were known by each."""
        with self._store() as store:
            return panorama(self.book).seen(store).stops

    def incident(self, id_or_prefix: str, wanted: Filter = Filter()) -> Incident:  # noqa: B008 - frozen
        """The incident of an id (or the beginning of one): the one that holds the event it is named after."""
        with self._store() as store:
            return asking.incident(store, self.state, id_or_prefix, wanted)

    def members(self, id_: str) -> tuple[str, ...]:
        """What the id of an incident or a story stands for now: its events, or its origin."""
        return (self.story(id_).origin,) if id_.startswith("s_") else self.incident(id_).events

    def reasons(self, incident: Incident) -> Reasons:
        """Why its events are one happening: the ties between them, strongest first."""
        with self._store() as store:
            return asking.reasons(store, incident)

    def accounts(self, events: Iterable[str], wanted: Filter = Filter()) -> list[Account]:  # noqa: B008 - frozen
        """The accounts of these events (by id), by report and place in it."""
        with self._store() as store:
            return closer.accounts(store, self.state, events, wanted)

    def near(self, incident: Incident, words: str = "") -> list[Near]:
        """Incidents that may be the same happening; `words` are looked for in their titles."""
        with self._store() as store:
            return closer.near(store, incident, words)

    def changes(self, incident: Incident, since: str, wanted: Filter = Filter()) -> list[ChangeRow]:  # noqa: B008
        """What changed in an incident since the end of a day."""
        with self._store() as store:
            return closer.changes(store, self.state, incident, since, wanted)

    def stories_of(self, reports: Sequence[str], wanted: Filter = Filter()) -> tuple[Story, ...]:  # noqa: B008
        """The stories of these reports (by id), each once, by their ids."""
        with self._store() as store:
            return closer.stories(store, self.state, reports, wanted)

    def stories(self, wanted: Filter = Filter(), *, copies_only: bool = False) -> Iterator[Story]:  # noqa: B008
        """Stories with a report that the filter chooses, by the day of their origin."""
        with self._store() as store:
            yield from asking.stories(store, self.state, wanted, copies_only=copies_only)

    def story(self, id_or_prefix: str, wanted: Filter = Filter()) -> Story:  # noqa: B008 - frozen
        """The story of an id (or the beginning of one): the one that has the report it is named after."""
        with self._store() as store:
            return asking.story(store, self.state, id_or_prefix, wanted)

    def strains(self, wanted: Filter = Filter(), field: str | None = None) -> Iterator[StrainRow]:  # noqa: B008
        """Tensions between accounts of the incidents that the filter chooses."""
        with self._store() as store:
            yield from asking.strains(store, self.state, wanted, field)

    def voices(self, wanted: Filter = Filter(), **which: object) -> Iterator[VoiceRow]:  # noqa: B008 - frozen
        """Voices of the incidents that the filter chooses, those of most incidents first; `which`: see `Which`."""
        with self._store() as store:
            yield from voices(store, panorama(self.book), wanted, Which(**which))  # type: ignore[arg-type]

    def voice_kinds(self, **which: object) -> dict[tuple[str, bool], int]:
        """How many voices there are of each kind, named and not, as they are now; `which`: see `Which`."""
        with self._store() as store:
            return kinds(store, Which(**which))  # type: ignore[arg-type]

    def voice(self, key: str, wanted: Filter = Filter()) -> Voice:  # noqa: B008 - frozen
        """A voice by its key: its names, its claims over time and by whom they came, what it did in incidents."""
        with self._store() as store:
            return voice(store, panorama(self.book), key, wanted)

    def said(self, key: str, wanted: Filter = Filter(), part: str | None = None) -> Iterator[SaidRow]:  # noqa: B008
        """The claims of a voice, the latest first; `part`: those of incidents where it is alone, borne_out, denies or
        is disputed, or (none) those that tell of no incident."""
        with self._store() as store:
            yield from marked(self.book, said(store, panorama(self.book), key, wanted, part), wanted.recorded_by)

    def bearings(self, key: str, wanted: Filter = Filter(), part: str | None = None) -> Iterator[Bearing]:  # noqa: B008
        """The incidents that rest on a voice's word, the latest first, with both sides' words; `part`: those where it
        is alone, borne_out, denies, is disputed, or has replaced a figure."""
        with self._store() as store:
            yield from bearings(store, self.state, panorama(self.book), key, wanted, part)

    def diff(self, since: str, until: str, wanted: Filter = Filter()) -> Diff:  # noqa: B008 - frozen
        """What became known, changed, was denied or withdrawn by reports published after `since`, up to `until`."""
        with self._store() as store:
            return diff(store, self.state, since, until, wanted)

    @contextmanager
    def _store(self) -> Iterator[Store]:
        with self.book.asking() as connection:
            yield Store(connection)

    @contextmanager
    def _writing(self) -> Iterator[Store]:
        with self.book.writing() as connection:
            yield Store(connection)
