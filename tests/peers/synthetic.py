"""Synthetic minority rows, the usual way (imbalanced-learn) and the expert way."""
import warnings

import numpy as np

# A grid that goes past balance is meant to.
warnings.filterwarnings("ignore", message="After over-sampling")


def sizes(start, stop, count, gap):
    """round(gamma * gap); how a half is rounded moves one row."""
    return np.rint(np.linspace(start, stop, count) * gap).astype(int)


def drawn(draw, grid, is_nested):
    """The rows of each size: drawn anew, or a prefix of one pool."""
    if not is_nested:
        return draw
    pool = draw(grid[-1])
    return lambda size: pool[:size]


def smote_usual(majority, minority, count):
    from imblearn.over_sampling import SMOTE

    rows = np.vstack([majority, minority])
    labels = np.repeat([0, 1], [len(majority), len(minority)])
    # Its own random state: numpy's global one, seeded by the peer.
    return SMOTE(sampling_strategy={0: len(majority), 1: len(minority) + count}, k_neighbors=5).fit_resample(rows, labels)[0][len(rows):]


def smote_expert(rng, minority, count):
    squares = np.einsum("ij,ij->i", minority, minority)
    distances = squares - 2 * (minority @ minority.T)
    np.fill_diagonal(distances, np.inf)
    neighbours = np.argpartition(distances, 5, axis=1)[:, :5]
    base = rng.integers(len(minority), size=count)
    rows = minority[neighbours[base, rng.integers(5, size=count)]]
    start = minority[base]
    rows -= start
    rows *= rng.random((count, 1))
    rows += start
    return rows


def _moments(minority):
    covariance = np.cov(minority, rowvar=False)
    covariance += 1e-6 * np.trace(covariance) / len(covariance) * np.eye(len(covariance))
    return minority.mean(axis=0), covariance


def gaussian_usual(rng, minority, count):
    return rng.multivariate_normal(*_moments(minority), size=count)


def gaussian_expert(rng, minority, count):
    mean, covariance = _moments(minority)
    rows = rng.standard_normal((count, len(mean))) @ np.linalg.cholesky(covariance).T
    rows += mean
    return rows
