"""The finder for other people's chains: LangChain's retriever over a whosays store."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from knowledge.model import Finding
from knowledge.store import Store
from retrieval.claims import BadMessage, read_claims, read_whole
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
