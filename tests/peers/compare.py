"""Runs our programs and the peers in turn on one core and writes compare.json. Started by compare.sh, which settles the environment."""
import argparse
import csv
import json
import math
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
LONGEST = 60.0  # seconds a peer may take before it is run in part and extrapolated
AGREE = 5.0  # combined standard errors

# Work (also the name of the experiment): our program, whether what it tells depends on how candidates are drawn, the paper's repetitions, repetitions of each peer in a quick run.
FIGURES = {
    "Figure2": ("benchmarks", True, 100, {"usual": 4, "nested": 4}),
    "Figure3": ("figures", False, 100, {"usual": 20, "nested": 20, "expert": 50, "fresh": 50}),
    "Figure4": ("benchmarks", True, 100, {"usual": 2, "nested": 2, "expert": 40}),
    "Figure5": ("figures", False, 100, {"usual": 4, "nested": 4, "expert": 40}),
    "Figure6": ("benchmarks", True, 500, {"usual": 2, "nested": 2, "expert": 80}),
    "Figure7": ("benchmarks", False, 100, {"usual": 12, "nested": 12}),
    "Figure8Left": ("benchmarks", True, 100, {"usual": 25, "nested": 25}),
    "Figure8Right": ("benchmarks", True, 100, {"usual": 4, "nested": 4, "expert": 20}),
}
WAYS = {"usual": "scikit-learn, usual", "nested": "scikit-learn, one pool", "expert": "numpy, expert", "fresh": "numpy, fresh"}
NEIGHBOURS = {"Neighbours50000x20": (50_000, 20), "Neighbours200000x5": (200_000, 5)}
# What ours is asked for, and the peer that does it.
TUNE = {"Tune": ("curve", "fixed", "tune.py"), "TuneGrown": ("curve", "grow", "tune.py"), "TunePanel": ("full", "grow", "tune_panel.py")}
ALGORITHMS = ("brute", "kd_tree", "ball_tree")
PROJECTS = {"figures": "examples/PaperFigures", "benchmarks": "tests/SynthAug.Benchmarks", "tool": "src/SynthAug.Cli"}
DLLS = {"figures": "PaperFigures.dll", "benchmarks": "SynthAug.Benchmarks.dll", "tool": "synthaug.dll"}


def say(text):
    print(text, flush=True)


class Run:
    """One process from its start to its end, on the core that this program holds."""

    def __init__(self, command):
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
            start = time.perf_counter()
            process = subprocess.Popen([str(part) for part in command], stdout=output, stderr=errors)
            _, status, usage = os.wait4(process.pid, 0)
            self.seconds = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
            self.cpu_seconds = usage.ru_utime + usage.ru_stime
            output.seek(0)
            errors.seek(0)
            self.output = output.read().decode()
            if process.returncode != 0:
                raise RuntimeError(f"{' '.join(map(str, command))}: exit {process.returncode}\n{errors.read().decode()[-2000:]}")


class PeerRun(Run):
    """Extrapolated linearly to the whole work; what Python takes to start is counted once."""

    def __init__(self, command, whole=None):
        super().__init__([sys.executable, *command])
        self.answer = json.loads(self.output.splitlines()[-1])
        self.repetitions = self.answer["repetitions"]
        self.inside = self.answer["seconds"]
        self.is_part = whole is not None and whole != self.repetitions
        factor = whole / self.repetitions if self.is_part else 1.0
        self.seconds = max(0.0, self.seconds - self.answer["seconds"]) + factor * self.answer["seconds"]
        self.cpu_seconds = max(0.0, self.cpu_seconds - self.answer["cpu_seconds"]) + factor * self.answer["cpu_seconds"]


class Comparison:
    def __init__(self, options):
        self.options = options
        self.repository = pathlib.Path(options.repository)
        self.out = pathlib.Path(options.out)
        self.programs = {}
        self.results = []
        self.disagreements = []

    def program(self, name):
        """The published program; published once a run, before the first clock."""
        if name not in self.programs:
            folder = self.out / "programs" / name
            say(f"publishing {PROJECTS[name]}")
            publish = ["dotnet", "publish", self.repository / PROJECTS[name], "-c", "Release", "-v", "q", "--nologo", "-o", folder]
            # As a short-lived program is published for the machine that it runs on (plugins/PlacePlugins.targets): most of a figure's time would else be compiling it.
            publish += ["--use-current-runtime", "--self-contained", "false", "-p:PublishReadyToRun=true", "-p:ReadyToRunExactRuntime=true", *instruction_set()]
            done = subprocess.run(publish, stdout=subprocess.PIPE, text=True)
            if done.returncode != 0:
                raise RuntimeError(f"{PROJECTS[name]} was not published:\n{done.stdout[-2000:]}")
            self.programs[name] = ["dotnet", folder / DLLS[name]]
        return self.programs[name]

    def in_turn(self, ours, peers):
        """
        Ours, each peer, ours, each peer, …: what disturbs the machine disturbs both. Each is started once before its clock: programs and libraries are in memory then,
        where a machine that drops what it did not use for some seconds would read either side's from the disk.
        """
        mine, theirs = [], {peer: [] for peer in peers}
        for _ in range(1 if self.options.quick else self.options.rounds):
            ours()
            mine.append(ours())
            for peer, start in peers.items():
                Run([sys.executable, "-c", "import imblearn"])
                theirs[peer].append(start())
        return mine, theirs

    def record(self, work, peer, mine, theirs, rows):
        median = lambda runs, field: statistics.median(getattr(run, field) for run in runs)
        result = {
            "work": work,
            "ours_seconds": median(mine, "seconds"),
            "peer": peer,
            "peer_seconds": median(theirs, "seconds"),
            "ratio": median(theirs, "seconds") / median(mine, "seconds"),
            "ours_cpu_seconds": median(mine, "cpu_seconds"),
            "peer_cpu_seconds": median(theirs, "cpu_seconds"),
            "cpu_ratio": median(theirs, "cpu_seconds") / median(mine, "cpu_seconds"),
            "repetitions": theirs[0].repetitions,
            "extrapolated": theirs[0].is_part,
        }
        say(
            f"{work:20} {peer:24} ours {result['ours_seconds']:8.2f} s  peer {result['peer_seconds']:9.1f} s{'*' if result['extrapolated'] else ' '}"
            f" ratio {result['ratio']:7.1f}  (processor time {result['ours_cpu_seconds']:.2f} s, {result['peer_cpu_seconds']:.1f} s, {result['cpu_ratio']:.1f})"
        )
        result |= self.compare_means(work, peer, theirs[0].answer["means"], rows)
        self.results.append(result)
        self.write()

    def compare_means(self, work, peer, means, rows):
        """Same work, same means: each peer mean beside ours, apart by at most 5 combined standard errors."""
        worst, compared = 0.0, []
        for theirs in means:
            ours = find(rows, theirs["columns"])
            if ours is None:
                raise RuntimeError(f"{work}: our table has no mean for {theirs['columns']}")
            # Few repetitions estimate their own error badly; both sides draw from one law, so our deviation serves the peer too.
            peer_se = max(theirs["se"], ours["sd"] / math.sqrt(theirs["n"]))
            se = math.hypot(ours["se"], peer_se, math.sqrt(2) * theirs["fixed_se"])
            # A share moves in steps of 1/n, however small its deviation.
            slack = 1 / theirs["n"] if theirs["columns"]["measure"] == "IsZero" else 0.0
            apart = max(0.0, abs(ours["mean"] - theirs["mean"]) - slack)
            z = apart / se if se > 0 else (math.inf if apart > 0 else 0.0)
            worst = max(worst, z)
            compared.append((theirs["columns"], ours["mean"], theirs["mean"], se, z))
            if z > AGREE:
                self.disagreements.append(f"{work}, {peer}, {columns_text(theirs['columns'])}: ours {ours['mean']:.6g}, peer {theirs['mean']:.6g}, {z:.1f} se apart")
        for columns, our_mean, their_mean, se, z in compared[:: max(1, len(compared) // 4)][:4]:
            say(f"    {columns_text(columns):60} ours {our_mean:.6g}  peer {their_mean:.6g}  se {se:.2g}")
        say(f"    {len(compared)} means compared, worst {worst:.1f} combined se")
        return {"means": len(compared), "worst_se": worst}

    def repetitions(self, script, way, quick, whole):
        """As many as fit into a minute, by a quick run's pace."""
        if self.options.quick:
            return min(quick, whole)
        probe = PeerRun([HERE / script, way, "--repetitions", quick])
        return min(whole, max(quick, int(LONGEST * quick / probe.inside)))

    @staticmethod
    def run_into(folder, command):
        """Ours, into a new folder: a peer has no results of an earlier run to forget either."""
        shutil.rmtree(folder, ignore_errors=True)
        return Run([*command, "--out", folder])

    def figure(self, work):
        program, is_of_draws, whole, quick = FIGURES[work]
        script = f"{work.lower().replace('left', '_left').replace('right', '_right')}.py"
        command = self.program(program)
        results = self.out / "ours" / work
        ours = lambda experiment=work: self.run_into(results, [*command, "run", experiment, "--threads", "1", "--quiet"])
        counts = {way: self.repetitions(script, way, count, whole) for way, count in quick.items()}
        peers = {way: (lambda way=way: PeerRun([HERE / script, way, "--repetitions", counts[way]], whole)) for way in quick}
        mine, theirs = self.in_turn(ours, peers)
        rows = fresh_rows = table(results / f"{work}.summary.csv")
        if is_of_draws:
            # The size that is least among fresh draws is another one: the usual way's means are held against ours drawn like that, which no clock looks at.
            ours(f"{work}Fresh")
            fresh_rows = table(results / f"{work}Fresh.summary.csv")
        for way, runs in theirs.items():
            self.record(work, WAYS[way], mine, runs, fresh_rows if way == "usual" else rows)

    def neighbours(self, work):
        rows, dimension = NEIGHBOURS[work]
        ours = lambda: Run([*self.program("benchmarks"), "neighbours", rows, dimension])
        self.program("benchmarks")
        queries = {algorithm: 2000 for algorithm in ALGORITHMS}
        if not self.options.quick:
            # Whatever can finish in a minute is run whole, so the fastest one is not extrapolated.
            for algorithm in ALGORITHMS:
                probe = PeerRun([HERE / "neighbours.py", rows, dimension, algorithm, "--queries", 2000])
                queries[algorithm] = rows if probe.inside <= LONGEST else 2000
        start = lambda algorithm: PeerRun([HERE / "neighbours.py", rows, dimension, algorithm, "--queries", queries[algorithm]])
        mine, theirs = self.in_turn(ours, {algorithm: (lambda a=algorithm: start(a)) for algorithm in ALGORITHMS})
        answer = json.loads(mine[0].output)
        own = [{"measure": "FifthDistance", "mean": answer["mean"], "se": answer["se"], "sd": answer["se"] * math.sqrt(rows)}]
        for runs in theirs.values():
            for run in runs:
                # The script extrapolates its queries itself; the process took only part of that.
                run.is_part = run.repetitions != rows
                run.seconds, run.cpu_seconds = run.answer["seconds"], run.answer["cpu_seconds"]
        for algorithm, runs in theirs.items():
            self.record(work, f"scikit-learn, {algorithm}", mine, runs, own)

    def tune(self, work):
        data = pathlib.Path(self.options.data) if self.options.data else self.repository.parent / "shared" / "data" / "credit_default.csv"
        if not data.is_file():
            return say(f"{work:20} skipped: no {data.name}; name one with --data")
        panel, grid, script = TUNE[work]
        results = self.out / "ours" / work
        arguments = ["tune", data, "--label", "label", "--generator", "smote", "--classifier", "logistic", "--gamma", "0:2:21", "--folds", "5", "--repeats", "2", "--panel", panel, "--grid", grid]
        ours = lambda: self.run_into(results, [*self.program("tool"), *arguments, "--threads", "1"])
        self.program("tool")
        # One fold; all candidates of the curve in a full comparison.
        part, whole = (["--folds", "1"], 10) if panel == "full" else (["--folds", "1", "--candidates", "3" if self.options.quick else "21"], 10 * 21)
        mine, theirs = self.in_turn(ours, {"usual": lambda: PeerRun([HERE / script, data, "label", *part], whole)})
        document = json.loads((results / "tune.json").read_text())
        # One fold of 6,000 rows: its own sampling error is √10 of that of ten folds.
        own = lambda means: [{"measure": "loss", **columns, "mean": m["loss"], "se": m["se"], "sd": m["se"] * math.sqrt(10)} for m, columns in means]
        rows = own((e, {"rule": e["rule"]}) for e in document["panel"]) if panel == "full" else own((p, {"gamma": p["gamma"]}) for p in document["curve"])
        self.record(work, "scikit-learn, usual panel" if panel == "full" else "scikit-learn, usual loop", mine, theirs["usual"], rows)

    def write(self):
        (self.out / "compare.json").write_text(json.dumps(self.results, indent=2) + "\n")


def instruction_set():
    """numpy's BLAS looks at the processor when it starts; ours is compiled ahead for the one at hand."""
    try:
        flags = set(pathlib.Path("/proc/cpuinfo").read_text().split())
    except OSError:
        return []
    return ["-p:ReadyToRunInstructionSet=x86-64-v4"] if {"avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"} <= flags else []


def table(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [row | {field: float(row[field] or "nan") for field in ("mean", "sd", "se")} for row in rows]


def find(rows, columns):
    """Our mean with these columns. Numbers are compared as numbers."""
    for row in rows:
        if all(same(row.get(name), value) for name, value in columns.items()):
            return row
    return None


def same(ours, theirs):
    if isinstance(theirs, str):
        return ours == theirs
    return ours not in (None, "") and abs(float(ours) - theirs) < 1e-6


def columns_text(columns):
    return ", ".join(f"{name} {value:.4g}" if isinstance(value, float) else f"{name} {value}" for name, value in columns.items())


def main():
    works = [*FIGURES, *NEIGHBOURS, *TUNE]
    parser = argparse.ArgumentParser(prog="compare.sh", description="Our programs against the usual and the expert way in Python, in turn on one core.")
    parser.add_argument("works", nargs="*", metavar="WORK", help=f"default all of {', '.join(works)}")
    parser.add_argument("--repository", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--quick", action="store_true", help="one round, few repetitions of the peers (extrapolated); ours always runs whole")
    parser.add_argument("--rounds", type=int, default=3, help="turns of each side; the medians count")
    parser.add_argument("--out", default="out", help="folder for compare.json and what our side leaves")
    parser.add_argument("--data", help="credit_default.csv; default ../shared/data beside the repository")
    parser.add_argument("--core", type=int, help="default the first that this process may use")
    options = parser.parse_args()
    unknown = [work for work in options.works if work not in works]
    if unknown:
        parser.error(f"no work {unknown[0]}; there are {', '.join(works)}")

    try:
        return compare(Comparison(options), options.works or works)
    except RuntimeError as error:
        print(f"compare.sh: {error}", file=sys.stderr)
        return 1


def compare(comparison, works):
    options = comparison.options
    comparison.out.mkdir(parents=True, exist_ok=True)
    for name in PROJECTS:
        comparison.program(name)
    os.sched_setaffinity(0, {options.core if options.core is not None else min(os.sched_getaffinity(0))})
    say(f"one core, load {os.getloadavg()[0]:.1f} at the start; * extrapolated")
    comparison.write()
    for work in works:
        step = comparison.figure if work in FIGURES else comparison.neighbours if work in NEIGHBOURS else comparison.tune
        step(work)
    say(f"{comparison.out / 'compare.json'}; load {os.getloadavg()[0]:.1f} at the end")
    for disagreement in comparison.disagreements:
        print(f"compare.sh: not the same work: {disagreement}", file=sys.stderr)
    return 1 if comparison.disagreements else 0


if __name__ == "__main__":
    sys.exit(main())
