"""A run -> docs/performance.md: every figure with its target, and on what machine it was measured."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from .results import Build, Run

COMMAND = 'make bench ARGS="--suites --peers --write docs/performance.md 100 1000 10000 100000"'
STAGES = ("read", "merge", "check", "write", "verify", "save")
LARGE, LARGEST = 10000, 100000
# Promised for LARGE: CPU seconds, MB, times the limit.
BUILD, PEAK, WORD, CHECK, MATRIX = 15.0, 500.0, 3.0, 4.0, 4.0
# Promised for LARGEST: times the build of LARGE, MB.
GROWTH, LARGEST_PEAK = 10.5, 5000.0


def page(run: Run) -> str:
    return "\n".join(_page(run)) + "\n"


def _page(run: Run) -> Iterator[str]:
    yield "# Performance\n"
    yield f"Generated from a run on {date.today().isoformat()}; not written by hand. Again: `{COMMAND}`.\n"
    yield f"Machine: {run.machine}."
    busy = max(run.loads)
    yield f"Load average while it ran: {min(run.loads):.1f} to {busy:.1f} on {run.machine.cores} cores."
    if busy > run.machine.cores:
        yield (
            "**The machine was busy with other work**, which makes CPU seconds longer as well as wall seconds: shared "
            "caches and cores. Ratios within the run are what to trust."
        )
    if run.note:
        yield run.note
    yield ""
    yield "Seconds are CPU seconds where nothing else is said; peak is the largest memory of the process (MB).\n"
    yield "## Targets\n"
    yield from _table(("What", "Target", "Measured", "Reached"), _targets(run.builds))
    yield "\n## Builds\n"
    yield (
        "A generated tender with the example's own templates and fields, half of it in Markdown and half in workbooks. "
        "A build makes all the example's documents: specification, matrix, traceability, solution description, every "
        "annex and agreement, and the requirements as JSON, CSV and ReqIF; all of it is read back and compared. The "
        "exponent is the growth since the line above: 1 is linear. The limit is the finished parts deflated once. The "
        "build counts the process that reads returned forms too, which the stages do not.\n"
    )
    heads = ("Requirements", *STAGES, "build", "wall", "peak", "× limit", "exponent", "check alone")
    yield from _table(heads, _builds(run.builds))
    if apart := [_n(b.size) for b in run.builds if b.apart]:
        yield f"\nMeasured apart, before this run, on the same machine: {', '.join(apart)}."
    yield "\nPeak memory so far, at the end of each stage (MB):\n"
    rows = ((_n(b.size), *(f"{b.peaks.get(stage, 0):.0f}" for stage in STAGES)) for b in run.builds)
    yield from _table(("Requirements", *STAGES), rows)
    yield "\nThe files that take longest to write (s):\n"
    yield from _documents(run.builds)
    bare, shown = run.starts
    yield f"\n`udbud --help` takes {shown - bare:.2f} s of wall time more than Python's own start ({bare:.2f} s).\n"
    if run.suites:
        yield "## Forms, hearings, editions\n"
        yield "CPU, wall and peak include making the project; its own count is in the last column.\n"
        columns = ("What", "Target", "Reached", "CPU s", "wall s", "peak MB", "It says")
        yield from _table(columns, _suites(run))
        yield ""
    if run.peers:
        yield "## Other programs, on the same requirements in the same run\n"
        yield (
            "Each in an environment of its own, with its own format and its own export. None of them writes what a "
            "build here writes, so this is for the order of magnitude. Peak is that of the largest process.\n"
        )
        yield from _table(("Program", "Does", "Requirements", "CPU s", "wall s", "peak MB"), _peers(run))


def _targets(builds: Sequence[Build]) -> Iterator[tuple[str, ...]]:
    by_size = {b.size: b for b in builds}
    large, largest = by_size.get(LARGE), by_size.get(LARGEST)
    if large is not None:
        yield _judged("10,000: whole build", large.cpu, BUILD, "s")
        yield _judged("10,000: peak memory", large.peak, PEAK, "MB")
        if large.word_ratio is not None:
            yield _judged(
                "10,000: writing the specification, against its XML serialised and deflated",
                large.word_ratio,
                WORD,
                "×",
            )
        yield _judged("10,000: writing the matrix", large.matrix, MATRIX, "s")
        if large.check is not None:
            yield _judged("10,000: `check`", large.check, CHECK, "s")
    if large is not None and largest is not None:
        yield _judged("100,000: whole build, against 10,000", largest.cpu / large.cpu, GROWTH, "×")
        yield _judged("100,000: peak memory", largest.peak, LARGEST_PEAK, "MB")


def _judged(what: str, measured: float, target: float, unit: str) -> tuple[str, ...]:
    digits = 0 if unit == "MB" else 1
    return what, f"≤ {target:g} {unit}", f"{measured:.{digits}f} {unit}", "yes" if measured <= target else "**no**"


def _builds(builds: Sequence[Build]) -> Iterator[tuple[str, ...]]:
    for before, b in zip((None, *builds), builds, strict=False):
        exponent = f"{b.exponent(before):.2f}" if before else ""
        stages = (f"{b.stages.get(stage, 0):.2f}" for stage in STAGES)
        yield (
            _n(b.size), *stages, f"{b.cpu:.1f}", _seconds(b.wall), f"{b.peak:.0f}", f"{b.cpu / b.limit:.0f}", exponent,
            _seconds(b.check),
        )  # fmt: skip


def _documents(builds: Sequence[Build]) -> Iterator[str]:
    if not builds:
        return
    spent = builds[-1].found["documents"]
    names = sorted(spent, key=lambda name: -spent[name])[:7]
    rows = ((_n(b.size), *(f"{b.found['documents'].get(name, 0):.2f}" for name in names)) for b in builds)
    yield from _table(("Requirements", *(f"`{name}`" for name in names)), rows)


def _suites(run: Run) -> Iterator[tuple[str, ...]]:
    for one in run.suites:
        cost = (f"{one.spent.cpu:.1f}", f"{one.spent.wall:.1f}", f"{one.spent.peak:.0f}") if one.spent else ("",) * 3
        reached = "" if one.spent is None or not one.target else "**no**" if one.failed else "yes"
        yield one.what, one.target, reached, *cost, one.said


def _peers(run: Run) -> Iterator[tuple[str, ...]]:
    for b in run.builds:
        if any(p.size == b.size for p in run.peers):
            yield (
                "this program",
                "a whole build, see above",
                _n(b.size),
                f"{b.cpu:.1f}",
                f"{b.wall:.1f}",
                f"{b.peak:.0f}",
            )
    for p in run.peers:
        cost = (f"skipped: {p.skipped}", "", "")
        if p.spent:
            cost = (f"{p.spent.cpu:.1f}", f"{p.spent.wall:.1f}", f"{p.spent.peak:.0f}")
        yield f"{p.peer} ({p.version})", p.does, _n(p.size), *cost


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"


def _seconds(measured: float | None) -> str:
    return "–" if measured is None else f"{measured:.1f}"


def _n(size: int) -> str:
    return f"{size:,}"
