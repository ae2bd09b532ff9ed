# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Command line: ``PYTHONPATH=tests python -m emulator --port 8080 --seed demo``."""

from __future__ import annotations

import argparse
import os
import pathlib
import signal
import sys
import tempfile
from collections.abc import Sequence

from .server import Emulator


def arguments(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(prog="emulator", description="A stand-in for Tencent Cloud TI-ONE.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default %(default)s)")
    parser.add_argument("--port", type=int, default=0, help="port to listen on; 0 takes a free one (default)")
    parser.add_argument("--seed", default="empty", help="empty, demo, or a JSON file (default %(default)s)")
    parser.add_argument("--url-file", type=pathlib.Path, help="write the URL into this file when ready")
    return parser.parse_args(argv)


def write_atomically(path: pathlib.Path, text: str) -> None:
    """Make a file appear with all of its content at once."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
    os.replace(name, path)


def announce(emulator: Emulator, url_file: pathlib.Path | None) -> None:
    """Tell where it is and what a client needs."""
    print(f"TI-ONE emulator listening on {emulator.url}")
    for name, value in emulator.env.items():
        print(f"export {name}={value}")
    sys.stdout.flush()
    if url_file:
        write_atomically(url_file, emulator.url)


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until SIGTERM or SIGINT; the exit status is 0, or 2 if it cannot start."""
    options = arguments(argv)
    endings = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, endings)  # before any thread starts: only sigwait below gets them
    try:
        with Emulator(seed=options.seed, host=options.host, port=options.port) as emulator:
            announce(emulator, options.url_file)
            signal.sigwait(endings)
    except (OSError, ValueError) as error:  # the port is taken, the seed is not there or not right
        print(f"emulator: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
