"""How fast sources become a store that can be asked, beside the plain LangChain recipe, over the same local pages.

    make bench-refresh        or: python -m benchmarks.refresh [--pages 2000] [--memory 500,5000] [--without-recipe]

The pages are FA-KES: its 804 articles as a newspaper's site prints them (menu, headline, paragraphs of three sentences,
footer), and then, up to the number asked for, variations of them with other figures, years, towns and names
(`benchmarks.growing.varied`). A process of its own serves them on loopback, with a sitemap and ETags. Each thing
measured has a process of its own, too; whoever starts a model pays for that before the clock runs.

whosays does the whole road: list, fetch, extract, read who says what (rules and the learned tagger), embed, keep,
index. The recipe is what a newcomer builds: WebBaseLoader over the list of addresses, RecursiveCharacterTextSplitter,
the same model by sentence-transformers, Chroma. Memory is measured over short pages (headline and two sentences),
since what must not grow with the number of pages is held by the page and not by its length.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import pickle
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from benchmarks.growing import fa_kes, varied
from benchmarks.libraries import bench_folder, kept, kept_models
from benchmarks.speed import peak_memory
from knowledge.model import Article
from knowledge.sentences import split

#: What we set ourselves: times the recipe's pages a second, and how many times faster an unchanged second run is.
GOAL, AGAIN_GOAL = 1.0, 30.0
#: Sentences in a paragraph of the pages.
TOGETHER = 3


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2_000)
    parser.add_argument("--memory", default="500,5000", help="pages at which the peak memory is measured")
    parser.add_argument("--without-recipe", action="store_true")
    parser.add_argument("--serve", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--run", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.serve:
        _serve(int(asked.serve[0]), short=asked.serve[1] == "short")
    elif asked.run:
        what, address, many = asked.run
        print(json.dumps(_RUNS[what](address, int(many))))
    elif bench_folder():
        _report(asked.pages, [int(many) for many in asked.memory.split(",") if many], not asked.without_recipe)


def _report(pages: int, memory: Sequence[int], with_recipe: bool) -> None:
    kept_models()
    threads = os.environ.get("OMP_NUM_THREADS", "as it chooses")
    print(f"{os.cpu_count()} cores, the recipe's threads: {threads}; load before {os.getloadavg()[0]:.1f}", flush=True)
    with _served(pages, "whole") as address:
        ours = _measured("whosays", address, pages)
        recipe = _measured("recipe", address, pages) if with_recipe else None
    print(f"{pages:,} pages, {ours['characters']:,} characters of text, {ours['statements']:,} statements")
    print(f"{'':<54}{'wall':>10}{'CPU':>10}{'load':>7}")
    for name, key in (
        ("whosays, first run", "first"),
        ("whosays, second run, nothing changed", "second"),
        ("whosays, every page asked again, nothing changed", "asked"),
    ):
        print(_row(name, ours[key]))
    print(f"{'whosays: pages a second':<54}{pages / ours['first'][0]:>10.2f}{pages / ours['first'][1]:>10.2f}")
    again = ours["first"][0] / ours["second"][0]
    print(f"{f'second run, times faster (goal {AGAIN_GOAL:g})':<54}{again:>10.0f}")
    print(f"{'peak memory of whosays':<54}{ours['memory'] / 1e6:>7.0f} MB")
    if recipe:
        print(_row("LangChain recipe: load", recipe["load"]))
        print(_row("LangChain recipe: split, embed and store", recipe["store"]))
        wall, cpu = (recipe["load"][n] + recipe["store"][n] for n in (0, 1))
        print(f"{'LangChain recipe: pages a second':<54}{pages / wall:>10.2f}{pages / cpu:>10.2f}")
        by_wall, by_cpu = wall / ours["first"][0], cpu / ours["first"][1]
        print(f"{f'times the recipe (goal {GOAL:g})':<54}{by_wall:>10.2f}{by_cpu:>10.2f}")
        print(f"{'peak memory of the recipe':<54}{recipe['memory'] / 1e6:>7.0f} MB")
    for many in memory:
        with _served(many, "short") as address:
            short = _measured("memory", address, many)
        print(
            f"{f'{many:,} short pages: peak memory, pages a second':<54}{short['memory'] / 1e6:>7.0f} MB"
            f"{many / short['first'][0]:>10.2f}",
            flush=True,
        )


def _row(name: str, taken: Sequence[float]) -> str:
    return f"{name:<54}{taken[0]:>8.1f} s{taken[1]:>8.1f} s{taken[2]:>7.1f}"


def _measured(what: str, address: str, pages: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.refresh", "--run", what, address, str(pages)]
    ran = subprocess.run(command, check=True, stdout=subprocess.PIPE, env={**os.environ, "USER_AGENT": "bench"})
    found: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return found


# --- the site -----------------------------------------------------------------------------------------------------


@contextmanager
def _served(pages: int, length: str) -> Iterator[str]:
    command = [sys.executable, "-m", "benchmarks.refresh", "--serve", str(pages), length]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    yield process.stdout.readline().strip()
    process.kill()
    process.wait()
    process.stdout.close()


def _serve(pages: int, *, short: bool) -> None:
    bodies = [_page(article, short=short) for article in _articles(pages)]

    class Answers(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

        def do_GET(self) -> None:
            name = self.path.strip("/")
            body = bodies[int(name)] if name.isdigit() else sitemap if name == "sitemap.xml" else b""
            tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
            status = 404 if not body else 304 if self.headers.get("If-None-Match") == tag else 200
            self.send_response(status)
            self.send_header("Content-Type", "application/xml" if name == "sitemap.xml" else "text/html; charset=utf-8")
            self.send_header("ETag", tag)
            if status != 304:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if status == 200:
                self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    address = f"http://127.0.0.1:{server.server_address[1]}"
    rows = "".join(f"<url><loc>{address}/{number}</loc></url>" for number in range(pages))
    sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode()
    print(address, flush=True)
    server.serve_forever()


def _articles(pages: int) -> list[Article]:
    """So many articles: those of FA-KES first, then variations of them; kept between runs."""
    file = kept() / f"refresh-articles-{pages}.pickle"
    if not file.exists():
        bench = bench_folder()
        assert bench is not None
        chance = random.Random(7)
        # FA-KES holds a few articles twice.
        real = list({entry.article.id: entry for entry in fa_kes(bench)}.values())
        towns = sorted(
            {
                (place.name, place.country, place.province)
                for entry in real
                for one in entry.statements
                for place in one.where
                if place.country and place.province and place.span
            }
        )
        made = [
            real[n].article if n < len(real) else varied(real[n % len(real)], n // len(real), towns, chance).article
            for n in range(pages)
        ]
        file.write_bytes(pickle.dumps(made))
    found: list[Article] = pickle.loads(file.read_bytes())
    return found


def _page(article: Article, *, short: bool) -> bytes:
    body = article.text.removeprefix(article.title)
    sentences = [span.of(body) for span in split(body, "en") if span.of(body).strip()]
    sentences = sentences[:2] if short else sentences
    paragraphs = "\n".join(
        f"<p>{escape(' '.join(sentences[at : at + TOGETHER]))}</p>" for at in range(0, len(sentences), TOGETHER)
    )
    dated = f'<meta property="article:published_time" content="{article.published.words}">' if article.published else ""
    title = escape(article.title)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{dated}</head><body>'
        '<nav><a href="/">Home</a> <a href="/harbour">Harbour</a> <a href="/weather">Weather</a></nav>'
        f"<main><article><h1>{title}</h1>\n{paragraphs}\n</article></main>"
        "<footer><p>Read our other pages.</p></footer></body></html>"
    ).encode()


# --- what is measured ---------------------------------------------------------------------------------------------


def _whosays(address: str, pages: int, *, with_tagger: bool = True) -> dict[str, Any]:
    from knowledge.fetch import Fetcher
    from knowledge.refresh import EMBEDDING_THREADS, refresh
    from knowledge.sources import Source
    from knowledge.store import Store
    from knowledge.tagger import Tagger

    tagger = Tagger.load(kept() / "tagger", threads=1, many=True) if with_tagger else None
    if tagger:
        tagger.tag(["A monitor said that 12 people were killed."])
    source = Source("FA-KES", "sitemap", f"{address}/sitemap.xml", depth=pages)
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "models").symlink_to(kept_models())
        store = Store(Path(folder), threads=EMBEDDING_THREADS)
        store.encoder.encode([f"{n} airstrikes hit the countryside of Homs, a monitor said." for n in range(300)])
        now = datetime.now(UTC)
        for name, later in (("first", 0), ("second", 1), ("asked", 48)):
            with Fetcher(allowed_hosts=["127.0.0.1"], gap=0) as fetcher:
                wall, cpu = time.perf_counter(), time.process_time()
                outcome = refresh(
                    [source], store, fetcher, now=now + timedelta(hours=later), anyway=True, tagger=lambda: tagger
                )
                found[name] = (time.perf_counter() - wall, time.process_time() - cpu, os.getloadavg()[0])
            (brought,) = outcome.sources
            assert outcome.all_well, (outcome.trouble, brought.reasons[:3])
            assert name == "first" or not (brought.new or brought.changed), brought
        found["characters"] = sum(len(article.text) for article in store.archive.articles())
        found["statements"] = store.archive.counts().statements
        store.close()
    return {**found, "memory": peak_memory()}


def _memory(address: str, pages: int) -> dict[str, Any]:
    return _whosays(address, pages, with_tagger=False)


def _recipe(address: str, pages: int) -> dict[str, Any]:
    import warnings

    import chromadb
    from langchain_chroma import Chroma
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    from benchmarks.ingestion import original_model

    warnings.simplefilter("ignore")
    from langchain_community.document_loaders import WebBaseLoader

    model = original_model()
    model.embed_documents([f"{n} airstrikes hit the countryside of Homs, a monitor said." for n in range(300)])
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        chroma = Chroma("recipe", model, client=chromadb.PersistentClient(folder))
        wall, cpu = time.perf_counter(), time.process_time()
        documents = WebBaseLoader([f"{address}/{number}" for number in range(pages)]).load()
        found["load"] = (time.perf_counter() - wall, time.process_time() - cpu, os.getloadavg()[0])
        wall, cpu = time.perf_counter(), time.process_time()
        splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
        chunks = splitter.split_documents(documents)
        for start in range(0, len(chunks), 4_000):
            chroma.add_documents(chunks[start : start + 4_000])
        found["store"] = (time.perf_counter() - wall, time.process_time() - cpu, os.getloadavg()[0])
    return {**found, "memory": peak_memory()}


_RUNS = {"whosays": _whosays, "recipe": _recipe, "memory": _memory}


if __name__ == "__main__":
    main()
