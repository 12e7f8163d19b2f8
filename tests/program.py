"""The program, run as a person runs it, in a process of its own: forked from one that has everything imported.

Starting Python and importing takes seconds of processor time, an answer a part of one. A child gets its own arguments,
environment, folder, input and outputs, and ends as any Python does. Run by itself, this file is the process from which
they are forked: each line on its standard input is a JSON object, and each child's exit status is answered.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

#: Seconds that a run may take.
LONGEST = 120
#: Numeric libraries begin a thread for each core when they are imported, unless they are told of one.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class Program:
    """Lets one child after another be `whosays`; the process they come from is started when it is first needed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def run(
        self, arguments: Sequence[str | bytes], environment: Mapping[str, str], folder: Path, given: bytes
    ) -> subprocess.CompletedProcess[bytes]:
        """What the program answers to these arguments and this standard input, and its exit status."""
        with TemporaryDirectory() as place:
            ends = [Path(place, name) for name in ("stdin", "stdout", "stderr")]
            for end in ends:
                end.write_bytes(given if end.name == "stdin" else b"")
            asked = {
                "arguments": [os.fsdecode(argument) for argument in arguments],
                "environment": dict(environment),
                "folder": str(folder),
                "ends": [str(end) for end in ends],
            }
            status = self._status_of(asked)
            return subprocess.CompletedProcess(arguments, status, ends[1].read_bytes(), ends[2].read_bytes())

    def close(self) -> None:
        """Let the process go from which the others come."""
        if self._process is not None:
            self._process.communicate()
            self._process = None

    def _status_of(self, asked: object) -> int:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, __file__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env={**os.environ, **ONE_THREAD},
            )
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


def _be_the_program(asked: dict[str, object]) -> None:
    """Make this child one that was just started as `whosays`."""
    # Whoever takes longer is ended by the system.
    signal.alarm(LONGEST)
    environment, arguments, ends = asked["environment"], asked["arguments"], asked["ends"]
    assert isinstance(environment, dict) and isinstance(arguments, list) and isinstance(ends, list)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(str(asked["folder"]))
    for number, end in enumerate(ends):
        opened = os.open(end, os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_APPEND)
        os.dup2(opened, number)
        os.close(opened)
    sys.argv = ["whosays", *arguments]


def main() -> None:
    """Serve until standard input ends; a child leaves this by being the program to its end."""
    sys.path.insert(0, str(Path(__file__).parent.parent))
    # What a child would import, it finds imported, but for onnxruntime, which begins a thread.
    import chromadb.api.rust  # noqa: F401
    import tokenizers  # noqa: F401
    import trafilatura  # noqa: F401

    import bot.card.rendering
    import bot.cli
    import bot.terminal.inspection
    import retrieval.answers  # noqa: F401

    # More threads than one, a library's own among them, and no child could be forked safely.
    assert threading.active_count() == 1
    tasks = Path("/proc/self/task")
    assert not tasks.exists() or len(list(tasks.iterdir())) == 1
    # What is imported stays, and no child need go through it for what may be let go of.
    gc.freeze()
    # A child may not find in a buffer what is meant for the next one.
    with open(0, "rb", buffering=0, closefd=False) as lines:
        for line in lines:
            child = os.fork()
            if not child:
                _be_the_program(json.loads(line))
                bot.cli.main()
                return
            sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
