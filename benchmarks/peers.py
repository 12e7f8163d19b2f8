"""What others would use to find the right reporting: BM25, the model alone, the LangChain recipe, the two fused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from benchmarks.libraries import Library

#: Fusion's constant, as its authors and LangChain have it.
RRF = 60


class Plain:
    """What a newcomer would build: BM25, the model alone, the LangChain recipe, and the last two fused."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._words = bm25([f"{d.words} {d.title}" for d in library.documents])
        self._chroma, self._fused = self._langchain()

    def bm25(self, post: str) -> list[str]:
        """bm25s with its own tokenizer, English stop words and the Porter stemmer."""
        return [self.library.ids[place] for place in self._words(post, 100)]

    def model_alone(self, post: str) -> list[str]:
        """The nearest by cosine."""
        c = self.library
        return [c.ids[int(place)] for place in np.argsort(-(c.rows @ c.vectors.of([post])[0]))[:100]]

    def recipe(self, post: str) -> list[str]:
        """RecursiveCharacterTextSplitter, embeddings, Chroma's similarity_search."""
        return once(found.metadata["id"] for found in self._chroma.similarity_search(post, k=20))

    def fused(self, post: str) -> list[str]:
        """EnsembleRetriever over the recipe and BM25: reciprocal rank fusion, equal weights."""
        return once(found.metadata["id"] for found in self._fused.invoke(post))

    def _langchain(self) -> tuple[Any, Any]:
        import chromadb
        from langchain_chroma import Chroma
        from langchain_classic.retrievers import EnsembleRetriever
        from langchain_core.documents import Document as Page
        from langchain_core.embeddings import Embeddings
        from langchain_core.retrievers import BaseRetriever
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        library = self.library

        class Kept(Embeddings):
            def embed_documents(self, texts: list[str]) -> list[list[float]]:
                return [[float(x) for x in row] for row in library.vectors.of(texts)]

            def embed_query(self, text: str) -> list[float]:
                return [float(x) for x in library.vectors.of([text])[0]]

        pages = [Page(f"{d.title}\n{d.words}", metadata={"id": d.identity}) for d in library.documents]
        chunks = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200).split_documents(pages)
        chroma = Chroma(
            f"bench-{id(self)}", Kept(), client=chromadb.EphemeralClient(), collection_metadata={"hnsw:space": "cosine"}
        )
        for start in range(0, len(chunks), 4_000):
            chroma.add_documents(chunks[start : start + 4_000])
        by_words = self.bm25

        class Words(BaseRetriever):
            def _get_relevant_documents(self, query: str, *, run_manager: Any) -> list[Page]:
                return [Page(identity, metadata={"id": identity}) for identity in by_words(query)[:20]]

        return chroma, EnsembleRetriever(
            retrievers=[chroma.as_retriever(search_kwargs={"k": 20}), Words()], weights=[0.5, 0.5], c=RRF, id_key="id"
        )


def bm25(texts: Sequence[str]) -> Callable[[str, int], list[int]]:
    """The places of the best texts for a text, by BM25 over stems, English stop words left out."""
    import bm25s
    import snowballstemmer

    porter = snowballstemmer.stemmer("porter")

    def tokens(of: Sequence[str]) -> Any:
        return bm25s.tokenize(list(of), stopwords="en", stemmer=porter.stemWords, show_progress=False)

    index = bm25s.BM25()
    index.index(tokens(texts), show_progress=False)

    def best(text: str, limit: int) -> list[int]:
        asked = tokens([text])
        if not asked.ids[0]:
            return []
        places, scores = index.retrieve(asked, k=min(limit, len(texts)), show_progress=False)
        return [int(place) for place, score in zip(places[0], scores[0], strict=True) if score > 0]

    return best


def once(ids: Iterable[str]) -> list[str]:
    """Each identity once, where it comes first."""
    return list(dict.fromkeys(ids))
