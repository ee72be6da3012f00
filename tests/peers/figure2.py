"""SMOTE with logistic regression: balancing against VTSS."""
import numpy as np

import logistic
from peer import serve
from populations import TwoHumps
from synthetic import drawn, sizes, smote_usual


def _run(repetitions, rng, tally, way):
    test = logistic.Held(TwoHumps.majority(rng, 10_000), TwoHumps.minority(rng, 10_000))
    shared = None
    for _ in range(repetitions):
        for n1 in (50, 100, 200, 400, 800):
            majority, minority = TwoHumps.majority(rng, 20 * n1), TwoHumps.minority(rng, n1)
            validation = logistic.Held(TwoHumps.majority(rng, 1000), TwoHumps.minority(rng, 1000))
            grid = sizes(0.6, 1.4, 21, 19 * n1)
            rows_of = drawn(lambda size: smote_usual(majority, minority, size), grid, way == "nested")
            models = [logistic.fit(majority, minority, rows_of(size)) for size in grid]
            chosen = models[int(np.argmin([validation.log_loss(model) for model in models]))]
            for rule, model in (("naive", models[10]), ("vtss", chosen)):
                shared = shared or test.sampling_errors(model)
                tally.add(test.log_loss(model), shared[0], MinorityCount=n1, rule=rule, measure="balanced_log_loss")
                tally.add(test.error(model), shared[1], MinorityCount=n1, rule=rule, measure="balanced_error")


serve(_run, "usual", "nested")
