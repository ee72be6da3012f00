"""Unpenalised logistic regression along the synthetic size, the usual way."""
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss


def fit(majority, minority, synthetic, intercept=True):
    rows = np.vstack([majority, minority, synthetic])
    labels = np.repeat([0, 1], [len(majority), len(minority) + len(synthetic)])
    return LogisticRegression(penalty=None, fit_intercept=intercept, max_iter=1000).fit(rows, labels)


class Held:
    """Held-out rows, as many of each class: the balanced loss is the plain one."""

    def __init__(self, majority, minority):
        self.rows = np.vstack([majority, minority])
        self.labels = np.repeat([0, 1], [len(majority), len(minority)])

    def log_loss(self, model):
        return log_loss(self.labels, model.predict_proba(self.rows))

    def error(self, model):
        return float(np.mean(model.predict(self.rows) != self.labels))

    def sampling_errors(self, model):
        """Standard errors of log-loss and error over these rows: what every repetition on one test set shares."""
        probability = model.predict_proba(self.rows)[np.arange(len(self.labels)), self.labels]
        share = lambda values: np.sqrt(sum(np.var(values[self.labels == c]) / np.sum(self.labels == c) for c in (0, 1))) / 2
        return share(-np.log(probability)), share((probability < 0.5).astype(float))
