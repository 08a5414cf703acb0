"""passages <-> Tantivy: the lexical half of the search, by analysed Dutch terms in weighted fields.

The index can be rebuilt from the ledger at any time. It follows the ledger's changes: `state.json` beside it names
the last one that it holds, written after Tantivy's own commit, so that a crash between the two only makes the
index take the same letters again.
"""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tantivy

from assistant import errors
from assistant.analysed_passage import AnalysedPassage, analyse_words, join_words, load_words
from assistant.analyser import ANALYSER_NAME
from assistant.ledger_rows import NOWHERE, Position, StoredPassage, date_number
from assistant.vocabulary import Filters

# Weights of the fields in the BM25 sum: a passage's own words count most, the words of its headings and letter less.
FIELD_WEIGHTS: Mapping[str, float] = {"body": 1.0, "context": 0.45}
_WRITER_MEMORY = 64_000_000  # bytes
_STATE = "state.json"
_MADE_BY = f"{ANALYSER_NAME}, form 2"  # raise the number with every change of the schema: the index is then made anew


@dataclass(frozen=True, slots=True)
class TermHit:
    """A passage's key with its BM25 score over the weighted fields."""

    key: int
    score: float


@dataclass(frozen=True, slots=True)
class _State:
    revision: int
    analyser: str
    mark: str = ""


class TermIndex:
    """The term index in one folder; one process writes, others read."""

    def __init__(self, folder: Path) -> None:
        """Open the index, or begin an empty one where none can be read (the caller then fills it from the ledger)."""
        self._folder = folder
        self._schema = _build_schema()
        self._index: tantivy.Index | None = self._open()

    @property
    def position(self) -> Position:
        """The ledger's position that the index holds; NOWHERE if it holds nothing usable."""
        if self._index is None:
            return NOWHERE
        state = self._read_state()
        return Position(state.revision, state.mark)

    def _open(self) -> tantivy.Index | None:
        if self._read_state().analyser != _MADE_BY:
            return None
        try:
            return tantivy.Index.open(str(self._folder))
        except (OSError, ValueError):  # what tantivy raises for missing and damaged files: rebuilt from the ledger
            return None

    def _read_state(self) -> _State:
        try:
            state = json.loads((self._folder / _STATE).read_text(encoding="utf-8"))
            return _State(int(state["revision"]), str(state["analyser"]), str(state.get("mark", "")))
        except (OSError, ValueError, KeyError, TypeError):  # missing or cut off: the index is rebuilt from the ledger
            return _State(-1, "")

    def clear(self) -> None:
        """Begin anew with an empty index."""
        self._index = None
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        self._index = tantivy.Index(self._schema, path=str(self._folder))

    def forget(self) -> None:
        """Hold nothing from now on, so that the next update makes the index anew."""
        if self._index is not None:
            self._write_state(_State(-1, _MADE_BY))

    def rebuild(self, position: Position, passages: Iterable[StoredPassage]) -> None:
        """Make the index anew beside the one that is there, and put it in its place once it is complete."""
        unfinished = TermIndex(self._folder.with_name(f"{self._folder.name}.new"))
        unfinished.clear()
        unfinished.update(position, (), passages)
        old = self._folder.with_name(f"{self._folder.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        if self._folder.exists():
            self._folder.rename(old)
        unfinished._folder.rename(self._folder)
        shutil.rmtree(old, ignore_errors=True)
        self._index = self._open()

    def update(self, position: Position, letter_ids: Iterable[str], passages: Iterable[StoredPassage]) -> None:
        """Replace these letters' passages by the given ones, and hold the given position from now on.

        Args:
            position: The ledger's position that the index holds afterwards.
            letter_ids: Letters that changed; those without passages among the next argument are gone.
            passages: All passages of these letters.

        Raises:
            LibraryUnwritable: The disk is full, or the folder may not be written.
        """
        if self._index is None:
            self.clear()
        assert self._index is not None  # noqa: S101 - clear() made it
        try:
            writer = self._index.writer(_WRITER_MEMORY, 1)
            try:
                for letter_id in letter_ids:
                    writer.delete_documents_by_term("letter", letter_id)
                for stored in passages:
                    writer.add_document(_document_of(stored))
                writer.commit()
                writer.wait_merging_threads()
            finally:
                del writer  # lets go of tantivy's lock, which a traceback would else keep with this frame
            self._write_state(_State(position.revision, _MADE_BY, position.mark))
        except (OSError, ValueError) as fault:  # what tantivy raises for a full disk; what it held still answers
            raise errors.LibraryUnwritable(path=self._folder, detail=fault) from fault
        self._index.reload()

    def _write_state(self, state: _State) -> None:
        unfinished = self._folder / f"{_STATE}.new"
        unfinished.write_text(json.dumps(dataclasses.asdict(state)), encoding="utf-8")
        unfinished.replace(self._folder / _STATE)

    def reload(self) -> None:
        """See what another process committed; an index that became unreadable counts as missing."""
        if self._index is not None:
            try:
                self._index.reload()
            except (OSError, ValueError):
                self._index = None
        if self._index is None:
            self._index = self._open()

    @property
    def usable(self) -> bool:
        """Whether there is an index to search in."""
        return self._index is not None

    def keys(self) -> list[int]:
        """The keys of all passages that the index holds, in order."""
        if self._index is None:
            return []
        searcher = self._index.searcher()
        result = searcher.search(tantivy.Query.all_query(), max(1, searcher.num_docs), count=False)
        found = searcher.fast_field_values("key", [address for _, address in result.hits])
        return sorted(int(key) for key in found if key is not None)

    def analysed(self, keys: Sequence[int]) -> dict[int, AnalysedPassage]:
        """The analysed words of the passages with these keys, as far as the index holds them."""
        if self._index is None or not keys:
            return {}
        searcher = self._index.searcher()
        wanted = tantivy.Query.term_set_query(self._schema, "key", list(keys))
        addresses = [address for _, address in searcher.search(wanted, len(keys), count=False).hits]
        found = zip(searcher.fast_field_values("key", addresses), addresses, strict=True)
        words = ((key, searcher.doc(address).get_first("words")) for key, address in found)
        return {int(key): load_words(dumped) for key, dumped in words if key is not None and dumped is not None}

    def count(self) -> int:
        """How many passages the index holds."""
        return 0 if self._index is None else self._index.searcher().num_docs

    def search(
        self, weights: Mapping[str, float], *, limit: int, filters: Filters, ministries: Sequence[str] | None = None
    ) -> list[TermHit]:
        """Find the passages with the most, and the rarest, of the terms.

        Args:
            weights: The terms sought, each with its weight.
            limit: How many passages at the most.
            filters: Which letters; `filters.ministry` is looked at through `ministries`.
            ministries: The exact ministry names that pass, None for all.

        Returns:
            Hits, best first; ties by key.
        """
        if self._index is None or not weights:
            return []
        words = [
            (tantivy.Occur.Should, self._weighted(field, term, field_weight * weight))
            for field, field_weight in FIELD_WEIGHTS.items()
            for term, weight in weights.items()
        ]
        found = tantivy.Query.boolean_query(words, 1)
        conditions = self._conditions(filters, ministries)
        if conditions:
            found = tantivy.Query.boolean_query([(tantivy.Occur.Must, found), *conditions])
        return self._run(found, limit)

    def count_passing(self, filters: Filters, *, ministries: Sequence[str] | None = None) -> int:
        """How many passages pass a filter; its arguments are those of `search`."""
        if self._index is None:
            return 0
        query = tantivy.Query.boolean_query(self._conditions(filters, ministries))
        counted: Any = self._index.searcher().search(query, 1, count=True)  # its type does not name the count
        return int(counted.count)

    def passing(
        self,
        filters: Filters,
        *,
        ministries: Sequence[str] | None = None,
        most: int,
        among: Sequence[int] | None = None,
    ) -> list[int]:
        """Keys of the passages that pass a filter, in order.

        Args:
            filters: Which letters; `filters.ministry` is looked at through `ministries`.
            ministries: The exact ministry names that pass, None for all.
            most: How many at the most.
            among: Only these passages, by their keys; None for all.
        """
        if self._index is None or not most:
            return []
        conditions = self._conditions(filters, ministries)
        if among is not None:
            keys = tantivy.Query.term_set_query(self._schema, "key", list(among))
            conditions.append((tantivy.Occur.Must, tantivy.Query.const_score_query(keys, 0.0)))
        searcher = self._index.searcher()
        hits = searcher.search(tantivy.Query.boolean_query(conditions), most, count=False).hits
        found = searcher.fast_field_values("key", [address for _, address in hits])
        return sorted(int(key) for key in found if key is not None)

    def _run(self, query: tantivy.Query, limit: int) -> list[TermHit]:
        assert self._index is not None  # noqa: S101 - the callers looked
        searcher = self._index.searcher()
        result = searcher.search(query, limit, count=False)
        keys = searcher.fast_field_values("key", [address for _, address in result.hits])
        hits = [
            TermHit(int(key), float(score))
            for key, (score, _) in zip(keys, result.hits, strict=True)
            if key is not None
        ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.key))

    def document_frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """In how many passages each term stands, in their body or context, whichever is more."""
        if self._index is None:
            return dict.fromkeys(terms, 0)
        searcher = self._index.searcher()
        return {term: max(searcher.doc_freq(field, term) for field in FIELD_WEIGHTS) for term in terms}

    def _weighted(self, field: str, term: str, weight: float) -> tantivy.Query:
        return tantivy.Query.boost_query(tantivy.Query.term_query(self._schema, field, term), weight)

    def _conditions(
        self, filters: Filters, ministries: Sequence[str] | None
    ) -> list[tuple[tantivy.Occur, tantivy.Query]]:
        query, must = tantivy.Query, tantivy.Occur.Must
        conditions = []
        if ministries is not None:
            conditions.append(query.term_set_query(self._schema, "ministry", list(ministries)))
        if filters.dossier is not None:
            conditions.append(query.term_query(self._schema, "dossier", filters.dossier))
        if filters.letter_ids is not None:
            conditions.append(query.term_set_query(self._schema, "letter", list(filters.letter_ids)))
        if filters.sample is not None:
            conditions.append(query.term_query(self._schema, "sample", int(filters.sample)))
        if filters.since is not None or filters.until is not None:
            since = int(filters.since.strftime("%Y%m%d")) if filters.since else 1
            until = int(filters.until.strftime("%Y%m%d")) if filters.until else 99_999_999
            conditions.append(query.range_query(self._schema, "date", tantivy.FieldType.Integer, since, until))
        # A condition decides who passes and adds nothing to the score.
        return [(must, query.const_score_query(condition, 0.0)) for condition in conditions]


def _build_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("key", stored=False, indexed=True, fast=True)
    builder.add_integer_field("date", stored=False, indexed=True, fast=True)
    builder.add_integer_field("sample", stored=False, indexed=True)
    builder.add_bytes_field("words", stored=True)
    for name in ("letter", "ministry", "dossier"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in FIELD_WEIGHTS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    return builder.build()


def _document_of(stored: StoredPassage) -> tantivy.Document:
    passage, header = stored.passage, stored.header
    document = tantivy.Document()
    document.add_integer("key", stored.key)
    document.add_integer("date", date_number(header) or 0)
    document.add_integer("sample", int(header.sample))
    document.add_text("letter", header.id)
    document.add_text("ministry", header.ministry or "")
    document.add_text("dossier", header.dossier or "")
    words, context = analyse_words(passage)
    document.add_bytes("words", join_words(words, context).dump())
    document.add_text("body", " ".join(term for terms in words for term in terms))
    document.add_text("context", " ".join(context))
    return document
