"""Least squares without an intercept along the synthetic size."""
import numpy as np
from sklearn.linear_model import LinearRegression


def path_usual(majority, minority, rows_of, sizes, labels):
    """A fit for each size, of the rows that rows_of gives for it; sizes x d."""
    thetas = np.empty((len(sizes), majority.shape[1]))
    for i, size in enumerate(sizes):
        rows = np.vstack([majority, minority, rows_of(size)])
        target = np.repeat(np.array(labels, float), [len(majority), len(minority) + size])
        thetas[i] = LinearRegression(fit_intercept=False).fit(rows, target).coef_
    return thetas


def real_sums(majority, minority, labels):
    """X'X and X'y of the real rows: once a trial, shared by all generators."""
    gram = majority.T @ majority + minority.T @ minority
    return gram, labels[0] * majority.sum(axis=0) + labels[1] * minority.sum(axis=0)


def path_expert(sums, pool, sizes, label):
    """Normal equations of every prefix by cumulative Gram matrices, then one batched solve; sizes x d."""
    gram, moment = sums
    d = len(moment)
    cuts = np.concatenate([[0], sizes])
    widths = np.diff(cuts)
    widest = widths.max()
    if widest <= 64:
        # Short steps: rows gathered into equal blocks (a last row of zeros fills up), one batched product.
        padded = np.vstack([pool, np.zeros((1, d))])
        steps = np.arange(widest)
        index = np.where(steps < widths[:, None], cuts[:-1, None] + steps, len(pool))
        blocks = padded[index]
        grams = blocks.transpose(0, 2, 1) @ blocks
        moments = blocks.sum(axis=1)
    else:
        grams, moments = np.empty((len(sizes), d, d)), np.empty((len(sizes), d))
        ones = np.ones(widest)
        for i in range(len(sizes)):
            block = pool[cuts[i]:cuts[i + 1]]
            grams[i] = block.T @ block
            moments[i] = ones[: len(block)] @ block
    grams = np.cumsum(grams, axis=0) + gram
    moments = label * np.cumsum(moments, axis=0) + moment
    return np.linalg.solve(grams, moments[..., None])[..., 0]


class SquaredValidation:
    """Balanced squared loss on validation rows of equal counts, as a quadratic form: the rows are read once."""

    def __init__(self, majority, minority, labels):
        self._gram, self._moment = real_sums(majority, minority, labels)
        self._constant = labels[0] ** 2 * len(majority) + labels[1] ** 2 * len(minority)
        self._count = len(majority) + len(minority)

    def losses(self, thetas):
        quadratic = np.einsum("ij,ij->i", thetas @ self._gram, thetas)
        return (quadratic - 2 * thetas @ self._moment + self._constant) / self._count


def squared_loss_usual(theta, majority, minority, labels):
    return 0.5 * (np.mean((labels[0] - majority @ theta) ** 2) + np.mean((labels[1] - minority @ theta) ** 2))
