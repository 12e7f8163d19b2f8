"""The finder for other people's chains: LangChain's retriever over a whosays store, and its port to our encoder.

Nothing else knows LangChain: a question in a terminal would wait a quarter of a second for it.
"""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from knowledge.embedding import SentenceEncoder
from knowledge.model import Finding
from knowledge.store import Store
from retrieval.claims.messages import BadMessage, read_claims, read_whole
from retrieval.search import find


class ReportingRetriever(BaseRetriever):
    """The reporting that bears on a claim, best first, each document a verbatim statement with its source."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    store: Store
    #: How many documents are wanted.
    k: int = 10
    #: Below this similarity (1 the same, 0 unrelated) a statement is about something else.
    least_similarity: float = 0.0

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        try:
            claims = read_claims(query).claims
        except BadMessage:
            return []
        if not claims:
            return []
        # A card answers each sentence; a search finds more when the sentences explain each other (docs/finding.md).
        findings = find(claims[0] if len(claims) == 1 else read_whole(query), self.store)
        # A reader's comment is not reporting, wherever it is asked for.
        reporting = [finding for finding in findings if finding.statement.is_reporting]
        close = [finding for finding in reporting if finding.similarity >= self.least_similarity]
        return [as_document(finding) for finding in close[: self.k]]


class ReportingEmbeddings(Embeddings):
    """The vectors that the store's statements are found by, for a vector store of somebody's own."""

    def __init__(self, encoder: SentenceEncoder) -> None:
        self._encoder = encoder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The unit vectors of passages, one a text, in the texts' order."""
        rows: list[list[float]] = self._encoder.encode(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """The unit vector of one question."""
        row: list[float] = self._encoder.encode_question(text).tolist()
        return row


def as_document(finding: Finding) -> Document:
    """A finding as LangChain knows documents: the words, and in `metadata` who says so, where, when and how near."""
    return Document(
        id=finding.statement.id,
        page_content=finding.words,
        metadata={
            "url": finding.url,
            "outlet": finding.outlet,
            "title": finding.article.title,
            "published": finding.published.words if finding.published else None,
            "speaker": finding.speaker.name,
            "speaker_kind": finding.speaker.kind,
            "similarity": finding.similarity,
            "why": list(finding.why),
        },
    )
