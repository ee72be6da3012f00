"""The paper's populations, as arrays of rows."""
import math

import numpy as np

SQRT3 = math.sqrt(3)
NOISES = ("Cube", "Rademacher", "Sphere")


class AlignedGaussians:
    """Example 2 with mu = 1: N(0, I) against N((1, 0), I), squared loss on labels 0 and 1, no intercept."""

    best = np.array([1 / 3, 0.0])

    @staticmethod
    def majority(rng, n):
        return rng.standard_normal((n, 2))

    @staticmethod
    def around(rng, n, first):
        rows = rng.standard_normal((n, 2))
        rows[:, 0] += first
        return rows

    @classmethod
    def excess_risk(cls, theta):
        off = theta - cls.best
        return 1.5 * off[..., 0] ** 2 + off[..., 1] ** 2

    @classmethod
    def parameter_error(cls, theta):
        return np.linalg.norm(theta - cls.best, axis=-1)


class MeanShift:
    """Example 3: +-e1 plus noise in 20 dimensions, squared loss on labels -1 and +1."""

    d = 20
    mu = np.eye(20)[0]

    def __init__(self, noise):
        self.noise = noise

    def draw(self, rng, n, centre):
        if self.noise == "Cube":
            rows = rng.random((n, self.d))
            rows *= 2 * SQRT3
            rows -= SQRT3
        elif self.noise == "Rademacher":
            bits = np.unpackbits(np.frombuffer(rng.bytes((n * self.d + 7) // 8), np.uint8))[: n * self.d]
            rows = bits.reshape(n, self.d) * 2.0
            rows -= 1
        else:
            rows = rng.standard_normal((n, self.d))
            rows *= np.sqrt(self.d / np.einsum("ij,ij->i", rows, rows))[:, None]
        rows += centre
        return rows

    def excess_risk(self, theta):
        off = theta - self.mu / 2
        return np.einsum("...j,...j->...", off, off) + off[..., 0] ** 2


class TwoHumps:
    """Figures 2 and 8 (left): N(0, I5) against an even mixture round 2 e1 +- 1.25 e2."""

    @staticmethod
    def majority(rng, n):
        return rng.standard_normal((n, 5))

    @staticmethod
    def minority(rng, n):
        rows = rng.standard_normal((n, 5))
        rows[:, 0] += 2.0
        rows[:, 1] += np.where(rng.random(n) < 0.5, 1.25, -1.25)
        return rows


class NoisyRing:
    """Figure 8 (right): two correlated coordinates, now and then shifted, against a ring; five dimensions."""

    @staticmethod
    def majority(rng, n):
        rows = rng.standard_normal((n, 5))
        rows[:, 1] = 0.5 * rows[:, 0] + math.sqrt(0.75) * rows[:, 1]
        rows[:, 0] += np.where(rng.random(n) < 0.3, 1.5, 0.0)
        return rows

    @staticmethod
    def minority(rng, n):
        rows = 0.08 * rng.standard_normal((n, 5))
        angle, radius = rng.uniform(0, 2 * math.pi, n), 2.2 + 0.12 * rng.standard_normal(n)
        rows[:, 0] += 4.8 + radius * np.cos(angle)
        rows[:, 1] += radius * np.sin(angle)
        return rows


class SigmoidBernoulli:
    """Example 4 of Figure 7: x = T e1 + W, T in {-5, 1}, label 1 with probability sigma(T)."""

    d, low, high = 20, -5.0, 1.0
    offset = np.array([0, 2.5, 2.5, 2.5] + [0] * 16)

    @staticmethod
    def sigmoid(t):
        return 1 / (1 + np.exp(-t))

    def __init__(self):
        slope = lambda t: self.sigmoid(t) * self.sigmoid(-t)
        self.alpha = self.high * slope(self.high) / (self.high * slope(self.high) - self.low * slope(self.low))
        self.prevalence = self.alpha * self.sigmoid(self.low) + (1 - self.alpha) * self.sigmoid(self.high)
        nodes, weights = np.polynomial.hermite_e.hermegauss(64)
        self._nodes, self._weights = nodes, weights / weights.sum()
        self._least = self._risk(np.eye(self.d)[0])

    def _noise(self, rng, n):
        rows = rng.standard_normal((n, self.d))
        rows += np.where(rng.random(n) < 0.5, 1.0, -1.0)[:, None] * self.offset
        return rows

    def draw(self, rng, n):
        rows = self._noise(rng, n)
        rows[:, 0] = np.where(rng.random(n) < self.alpha, self.low, self.high)
        return rows, (rng.random(n) < self.sigmoid(rows[:, 0])).astype(int)

    def minority(self, rng, n):
        """Rows of label 1; W does not depend on the label."""
        rows = self._noise(rng, n)
        rows[:, 0] = np.where(rng.random(n) < self.alpha * self.sigmoid(self.low) / self.prevalence, self.low, self.high)
        return rows

    def _risk(self, theta):
        hump, spread = theta @ self.offset, np.linalg.norm(theta[1:])
        mean = lambda score: 0.5 * sum(self._weights @ np.logaddexp(0, score + side + spread * self._nodes) for side in (hump, -hump))
        total = 0.0
        for t, probability in ((self.low, self.alpha), (self.high, 1 - self.alpha)):
            one = self.sigmoid(t)
            total += probability * (one / self.prevalence * mean(-theta[0] * t) + (1 - one) / (1 - self.prevalence) * mean(theta[0] * t))
        return 0.5 * total

    def excess_risk(self, theta):
        return self._risk(theta) - self._least

    def parameter_error(self, theta):
        return np.linalg.norm(theta - np.eye(self.d)[0])
