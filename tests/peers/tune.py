"""The usual loop over folds and sizes on a CSV: tune.py DATA.csv LABEL [--folds F] [--candidates C]. Fits everything inside the fold, as `tune` does."""
import argparse
import time

import numpy as np
from imblearn.over_sampling import SMOTE
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import RepeatedStratifiedKFold
from sklearn.preprocessing import StandardScaler

from peer import Tally, report


def read(path, label):
    with open(path, encoding="utf-8") as file:
        header = file.readline().strip().split(",")
    table = np.loadtxt(path, delimiter=",", skiprows=1)
    column = header.index(label)
    return np.delete(table, column, axis=1), table[:, column].astype(int)


def prepared_folds(features, labels, count):
    """The first of the 5 x 2 folds: training rows, their labels, held-out rows, theirs; scaled by the training rows."""
    for train, held in list(RepeatedStratifiedKFold(n_splits=5, n_repeats=2, random_state=1).split(features, labels))[:count]:
        scaler = StandardScaler().fit(features[train])
        yield scaler.transform(features[train]), labels[train], scaler.transform(features[held]), labels[held]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data")
    parser.add_argument("label")
    parser.add_argument("--folds", type=int, default=10, help="how many of the 5 x 2 folds")
    parser.add_argument("--candidates", type=int, default=21, help="how many of the 21 sizes, evenly spaced, both ends included")
    arguments = parser.parse_args()

    tally = Tally()
    wall, cpu = time.perf_counter(), time.process_time()
    features, labels = read(arguments.data, arguments.label)
    for rows, own, held, held_labels in prepared_folds(features, labels, arguments.folds):
        zeros, ones = np.bincount(own)
        for gamma in np.linspace(0, 2, arguments.candidates):
            target = {0: zeros, 1: ones + int(round(gamma * (zeros - ones)))}
            augmented = SMOTE(sampling_strategy=target, k_neighbors=5, random_state=1).fit_resample(rows, own)
            model = LogisticRegression(C=1.0, max_iter=1000).fit(*augmented)
            losses = -model.predict_log_proba(held)[np.arange(len(held)), held_labels]
            tally.add(0.5 * sum(losses[held_labels == c].mean() for c in (0, 1)), gamma=round(float(gamma), 6), measure="loss")
    report(time.perf_counter() - wall, time.process_time() - cpu, arguments.folds * arguments.candidates, tally)


if __name__ == "__main__":
    main()
