"""
The whole panel of `tune` on a CSV, the usual way: tune_panel.py DATA.csv LABEL [--folds F]. The same rules with the same number of fits a fold (one without rows, 5 class weights,
5 other penalties, bootstrap, 20 sizes and 8 finer ones, 21 redraws), corrections and choices from stored log-odds, the same twelve measures of every rule, resamples of both
curves and of the two sides. What no library has is left out on this side: plug-in size and regime, errors of measures, the report.
"""
import argparse
import time

import numpy as np
from imblearn.over_sampling import SMOTE, RandomOverSampler
from scipy.optimize import minimize_scalar
from scipy.special import expit
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, brier_score_loss, log_loss, roc_auc_score, roc_curve

from peer import Tally, report
from tune import prepared_folds, read

POWERS = (0.25, 0.5, 0.75, 1.0, 1.25)
PENALTIES = (0.01, 0.1, 10.0, 100.0, 1000.0)
DRAWS, RESAMPLES, VERDICT_RESAMPLES, SPECIFICITY = 21, 1000, 200, 0.9


def fit(rows, labels, held, penalty=1.0, weights=None):
    """Log-odds of the held-out rows."""
    return LogisticRegression(C=1.0 / penalty, max_iter=1000).fit(rows, labels, sample_weight=weights).decision_function(held)


def row_losses(scores, labels):
    return np.logaddexp(0.0, np.where(labels == 1, -scores, scores))


def balanced(losses, labels):
    return 0.5 * (losses[labels == 0].mean() + losses[labels == 1].mean())


class Fold:
    """The fits of one fold: raw log-odds by name, and what corrects each to equal classes."""

    def __init__(self, rows, labels, held, held_labels):
        self.rows, self.labels, self.held, self.held_labels = rows, labels, held, held_labels
        self.zeros, self.ones = (int(n) for n in np.bincount(labels))
        self.scores, self.shifts = {}, {}

    def add(self, name, scores, minority_weight):
        self.scores[name], self.shifts[name] = scores, np.log(self.zeros / minority_weight)

    def smote(self, name, gamma, seed=1):
        added = int(round(gamma * (self.zeros - self.ones)))
        rows, labels = SMOTE(sampling_strategy={0: self.zeros, 1: self.ones + added}, k_neighbors=5, random_state=seed).fit_resample(self.rows, self.labels)
        self.add(name, fit(rows, labels, self.held), self.ones + added)

    def first(self, gammas):
        self.add("none", fit(self.rows, self.labels, self.held), self.ones)
        for penalty in PENALTIES:
            self.add(f"penalty {penalty}", fit(self.rows, self.labels, self.held, penalty=penalty), self.ones)
        for power in POWERS:
            ratio = (self.zeros / self.ones) ** power
            unit = len(self.labels) / (self.zeros + self.ones * ratio)
            weights = np.where(self.labels == 1, unit * ratio, unit)
            self.add(f"weight {power}", fit(self.rows, self.labels, self.held, weights=weights), self.ones * ratio)
        rows, labels = RandomOverSampler(random_state=1).fit_resample(self.rows, self.labels)
        self.add("bootstrap", fit(rows, labels, self.held), self.zeros)
        for gamma in gammas[1:]:
            self.smote(f"size {gamma:.6f}", gamma)
        for draw in range(DRAWS):
            self.smote(f"draw {draw}", 1.0, seed=100 + draw)

    def losses(self, name, corrected):
        return row_losses(self.scores[name] + corrected * self.shifts[name], self.held_labels)


def least_offset(folds):
    scores, labels = np.concatenate([f.scores["none"] for f in folds]), np.concatenate([f.held_labels for f in folds])
    return minimize_scalar(lambda a: balanced(row_losses(scores + a, labels), labels), bounds=(-10, 10), method="bounded").x


def choose(folds, candidates):
    """For each fold the candidate of least loss on the others of its repeat; with one fold, on itself."""
    losses = np.array([[balanced(f.losses(*c), f.held_labels) for c in candidates] for f in folds])
    total = losses.sum(axis=0)
    return [candidates[int(np.argmin(total - losses[i] if len(folds) > 1 else total))] for i in range(len(folds))]


def calibration(scores, labels, weights):
    """Intercept, slope and error of the log-odds."""
    signs = np.where(labels == 1, -1.0, 1.0)
    intercept = minimize_scalar(lambda a: np.sum(weights * np.logaddexp(0.0, signs * (scores + a))), bounds=(-20, 20), method="bounded").x
    slope = LogisticRegression(penalty=None, max_iter=1000).fit(scores[:, None], labels, sample_weight=weights).coef_[0, 0]
    order = np.argsort(scores)
    bins = np.minimum((np.cumsum(weights[order]) / weights.sum() * 10).astype(int), 9)
    residuals = (weights * (labels - expit(scores)))[order]
    return intercept, slope, np.abs(np.bincount(bins, residuals, minlength=10)).sum() / weights.sum()


def measures(scores, at_equal, labels, share):
    """Twelve: classes of equal weight, then at the share of the minority."""
    count = np.bincount(labels)
    weights = 0.5 / count[labels]
    falls, hits, _ = roc_curve(labels, scores)
    yield balanced((scores > 0).astype(int) != labels, labels)
    yield brier_score_loss(labels, expit(scores), sample_weight=weights)
    yield roc_auc_score(labels, scores)
    yield hits[falls <= 1 - SPECIFICITY].max()
    yield from calibration(scores, labels, weights)
    used = at_equal + np.log(share / (1 - share))
    plain = np.ones(len(labels))
    yield average_precision_score(labels, used)
    yield log_loss(labels, expit(used))
    yield from calibration(used, labels, plain)


def resampled(losses, labels, resamples, rng):
    """Balanced losses of all candidates (rows × candidates) on rows drawn with replacement, within each class."""
    total = 0.0
    for c in (0, 1):
        own = losses[labels == c]
        counts = rng.multinomial(len(own), np.full(len(own), 1 / len(own)), size=resamples)
        total = total + 0.5 * (counts @ own) / len(own)
    return total


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data")
    parser.add_argument("label")
    parser.add_argument("--folds", type=int, default=10, help="how many of the 5 x 2 folds")
    arguments = parser.parse_args()

    tally, rng = Tally(), np.random.Generator(np.random.SFC64(1))
    wall, cpu = time.perf_counter(), time.process_time()
    features, labels = read(arguments.data, arguments.label)
    folds = [Fold(*fold) for fold in prepared_folds(features, labels, arguments.folds)]
    gammas = [float(g) for g in np.linspace(0, 2, 21)]
    for fold in folds:
        fold.first(gammas)

    # Finer between the neighbours of the least.
    sizes = ["none"] + [f"size {g:.6f}" for g in gammas[1:]]
    least = int(np.argmin([np.mean([balanced(f.losses(s, 0), f.held_labels) for f in folds]) for s in sizes]))
    finer = [gammas[i] + (gammas[i + 1] - gammas[i]) * step / 5 for i in (least - 1, least) if 0 <= i < len(gammas) - 1 for step in (1, 2, 3, 4)]
    for fold in folds:
        for gamma in finer:
            fold.smote(f"size {gamma:.6f}", gamma)
    sizes += [f"size {g:.6f}" for g in finer]

    rules = {
        "none": [("none", 0)],
        "prior-shift": [("none", 1)],
        "class-weight": [("weight 1.0", 1)],
        "tuned-weight": [("none", 1)] + [(f"weight {p}", 1) for p in POWERS],
        "tuned-penalty": [("none", 1)] + [(f"penalty {p}", 1) for p in PENALTIES],
        "bootstrap": [("bootstrap", 0)],
        "bootstrap-corrected": [("bootstrap", 1)],
        "naive": [("size 1.000000", 0)],
        "naive-corrected": [("size 1.000000", 1)],
        "vtss": [(s, 0) for s in sizes],
        "vtss-corrected": [(s, 1) for s in sizes],
        "best-of-draws": [(f"draw {b}", 0) for b in range(DRAWS)],
    }
    share = float(labels.mean())
    for repeat in (folds[:5], folds[5:]):
        if not repeat:
            continue
        held = np.concatenate([f.held_labels for f in repeat])
        for rule, candidates in rules.items():
            chosen = choose(repeat, candidates)
            for f, c in zip(repeat, chosen):
                if len(candidates) == 1:
                    tally.add(balanced(f.losses(*c), f.held_labels), rule=rule, measure="loss")
            scores = np.concatenate([f.scores[c[0]] + c[1] * f.shifts[c[0]] for f, c in zip(repeat, chosen)])
            at_equal = np.concatenate([f.scores[c[0]] + f.shifts[c[0]] for f, c in zip(repeat, chosen)])
            list(measures(scores, at_equal, held, share))
        offsets = [least_offset([g for g in repeat if g is not f] or [f]) for f in repeat]
        scores = np.concatenate([f.scores["none"] + a for f, a in zip(repeat, offsets)])
        list(measures(scores, scores, held, share))

    held = np.concatenate([f.held_labels for f in folds])
    rows = lambda names, corrected: np.stack([np.concatenate([f.losses(n, corrected) for f in folds]) for n in names], axis=1)
    for corrected in (0, 1):
        curve = resampled(rows(sizes, corrected), held, RESAMPLES, rng)
        np.bincount(curve.argmin(axis=1), minlength=len(sizes))
    adding, without = rows(sizes + ["bootstrap"], 1), rows(["none"] + [f"weight {p}" for p in POWERS] + [f"penalty {p}" for p in PENALTIES], 1)
    chosen = resampled(np.hstack([adding, without]), held, VERDICT_RESAMPLES, rng)
    np.var(chosen[:, : adding.shape[1]].min(axis=1) - chosen[:, adding.shape[1] :].min(axis=1))
    report(time.perf_counter() - wall, time.process_time() - cpu, len(folds), tally)


main()
