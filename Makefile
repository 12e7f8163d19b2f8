# whosays: `make demo` shows a card, `make test` runs the tests; both set up everything they need.

PYTHON ?= python3
# Where to take PyTorch from instead of the default index: its own CPU wheel index spares gigabytes on Linux.
TORCH_INDEX ?=
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: demo test lint setup dev bench pictures clean help

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

demo: setup ## set up, load the starter pack, and print the card for "100 airstrikes"
	@$(BIN)/whosays demo

# In the order of tests/conftest.py, and with compiled files kept: the tests start the program a hundred times. Three
# processes on two cores: what waits for a server, or for its turn, leaves a core to another.
test: dev ## set up and run the tests
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 3 --dist loadscope --no-loadscope-reorder -q

lint: dev ## ruff and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

setup: $(VENV)/.runtime
dev: $(VENV)/.dev

$(VENV)/.venv:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "whosays needs Python 3.11 or newer; name one with make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

# PyTorch comes first and alone: whatever asks for it later finds it there and brings no larger one.
$(VENV)/.torch: $(VENV)/.venv constraints.txt
	@echo "Setting up (once): PyTorch"
	$(INSTALL) $(if $(TORCH_INDEX),--no-deps --index-url $(TORCH_INDEX)) torch
	@touch $@

$(VENV)/.runtime: $(VENV)/.torch pyproject.toml constraints.txt
	@echo "Setting up (once): whosays and what it stands on"
	$(INSTALL) -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime
	@echo "Setting up (once): the tools for tests and checks"
	$(INSTALL) -e '.[dev]'
	@touch $@

bench: bench-start bench-reading bench-finding bench-weighing bench-speed bench-cards bench-refresh bench-caveats ## everything we measure

bench-start: setup ## cold start to first card, warm card latency, load time, memory
	$(BIN)/python -m benchmarks.start

bench-reading: dev ## figures, attributions, times and places against public data (WHOSAYS_BENCH names the folder)
	$(BIN)/python -m benchmarks.reading

bench-finding: dev ## the right reporting first, beside its peers (WHOSAYS_BENCH names the folder)
	$(BIN)/python -m benchmarks.finding
	$(BIN)/python -m benchmarks.asked
	$(BIN)/python -m benchmarks.plain
	$(BIN)/python -m benchmarks.plain --held
	$(BIN)/python -m benchmarks.exchanged
	$(BIN)/python -m benchmarks.exchanged --held
	$(BIN)/python -m benchmarks.exchanged --own-held
	$(BIN)/python -m benchmarks.twisted

bench-weighing: dev ## who reports, differs and denies, on public pairs (WHOSAYS_BENCH names the folder)
	$(BIN)/python -m benchmarks.weighing
	$(BIN)/python -m benchmarks.rumours

bench-cards: dev ## whole cards on FA-KES, by claims annotated by hand (WHOSAYS_BENCH names the folder)
	$(BIN)/python -m benchmarks.cards

bench-caveats: dev ## how often each caution of a card is right, by judgements kept here (WHOSAYS_BENCH names the folder)
	$(BIN)/python -m benchmarks.caveats --ask --table

bench-speed: dev ## a card at 2 thousand, 100 thousand and 1 million statements, and ingestion beside LangChain's recipe
	$(BIN)/python -m benchmarks.speed $(SPEED)

bench-refresh: dev ## sources to a store that can be asked, beside LangChain's recipe, and what growing the index costs
	$(BIN)/python -m benchmarks.refresh $(REFRESH)
	$(BIN)/python -m benchmarks.refresh_growth

pictures: dev ## make the pictures of the user's guide anew, from what the bot says
	$(BIN)/python -m docs.pictures.make

bench-bot: dev ## the bot under a thousand chats, a steady stream and an inline typist; memory over 20,000 messages
	$(BIN)/python -m benchmarks.bot $(BOT)

clean: ## remove the virtual environment
	rm -rf $(VENV)
