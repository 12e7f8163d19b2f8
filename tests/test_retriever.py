"""The finder in other people's chains."""

from __future__ import annotations

from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnableLambda, RunnablePassthrough
from langchain_core.vectorstores import InMemoryVectorStore

from knowledge.store import Store
from retrieval.retriever import ReportingEmbeddings, ReportingRetriever


def test_documents_are_statements_with_their_source(starter: Store) -> None:
    first, *rest = ReportingRetriever(store=starter, k=5).invoke("Russia killed 200 militants in Palmyra")
    assert len(rest) == 4
    assert first.page_content == "About 200 militants killed in strikes on two hideouts."
    assert first.metadata["speaker"] == "Russian military" and first.metadata["speaker_kind"] == "party"
    assert first.metadata["url"].startswith("https://wtop.com") and first.metadata["published"] == "2021-04-19"
    assert first.metadata["similarity"] >= rest[0].metadata["similarity"]


def test_small_talk_and_empty_words_find_nothing(starter: Store) -> None:
    retriever = ReportingRetriever(store=starter)
    assert retriever.invoke("good morning") == [] and retriever.invoke("") == []


def test_it_stands_in_a_chain(starter: Store) -> None:
    prompt = ChatPromptTemplate.from_template("{claim}\n{reporting}")
    last = RunnableLambda(lambda value: value.to_messages()[0].content)
    reporting = ReportingRetriever(store=starter, k=2) | (lambda found: "\n".join(d.page_content for d in found))
    chain = {"claim": RunnablePassthrough(), "reporting": reporting} | prompt | last | StrOutputParser()
    assert "About 200 militants killed" in chain.invoke("Russia killed 200 militants in Palmyra")


def test_a_readers_comment_is_never_a_document(starter: Store) -> None:
    found = ReportingRetriever(store=starter, k=50).invoke("the SDF and the US are attacked in their areas too")
    assert found and not [d for d in found if "reader comment" in d.page_content.lower()]


def test_a_vector_store_of_somebodys_own_stands_on_our_vectors(starter: Store) -> None:
    own = InMemoryVectorStore.from_texts(
        ["the mayor opened a swimming pool", "warplanes carried out a hundred raids"],
        ReportingEmbeddings(starter.encoder),
    )
    assert own.similarity_search("100 airstrikes", k=1)[0].page_content == "warplanes carried out a hundred raids"
