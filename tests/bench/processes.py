"""Servers as processes: started, asked for their CPU time and memory, and stopped."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

START_S = 20


def free_port() -> int:
    """Give a port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@dataclass
class Server:
    """A server in processes of its own, as long as the block runs."""

    name: str
    command: Sequence[str]
    """With ``{port}`` where the port belongs."""
    environ: Mapping[str, str]
    port: int = field(default_factory=free_port)
    _process: "subprocess.Popen[bytes] | None" = None

    def __enter__(self) -> Self:
        """Start, without waiting for more than the process."""
        words = [word.format(port=self.port) for word in self.command]
        self._process = subprocess.Popen(words, env=dict(self.environ), stdout=subprocess.DEVNULL, stderr=self._log())  # noqa: S603 - our own words
        return self

    def __exit__(self, *_: object) -> None:
        """Stop, and wait for it."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(30)

    def connect(self) -> socket.socket:
        """Wait until somebody listens, and give the connection."""
        until = time.monotonic() + START_S
        while time.monotonic() < until:
            try:
                connection = socket.create_connection(("127.0.0.1", self.port), timeout=START_S)
            except ConnectionRefusedError:
                time.sleep(0.005)
            else:
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                return connection
        message = f"{self.name} does not start: {Path(self._place()).read_text(errors='replace')[-2000:]}"
        raise RuntimeError(message)

    def cpu_ns(self) -> int:
        """Give the CPU time of all its processes and their threads so far."""
        return sum(_thread_ns(place) for pid in self._pids() for place in Path(f"/proc/{pid}/task").iterdir())

    def resident_mib(self) -> float:
        """Give the resident memory of its worker, the largest of its processes."""
        return max(_resident_kib(pid) for pid in self._pids()) / 1024

    def _place(self) -> str:
        return f"{self.environ['BENCH_CHAIN']}.{self.name.partition(' ')[0]}.{self.port}.log"

    def _log(self) -> int:
        return os.open(self._place(), os.O_CREAT | os.O_WRONLY | os.O_APPEND)

    def _pids(self) -> Iterator[int]:
        assert self._process is not None, "asked outside the block"
        yield from _family(self._process.pid)


def _family(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from _family(int(child))


def _thread_ns(task: Path) -> int:
    return int((task / "schedstat").read_text().split()[0])


def _resident_kib(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
