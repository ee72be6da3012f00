#!/usr/bin/env bash
# Both sides in turn on one core: tests/peers/compare.sh [--quick] [--out DIR] [--data CSV] [--core N] [WORK…]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$here/../.." && pwd)

python=
for candidate in ${PYTHON:-} python3 /usr/bin/python3; do
  if "$candidate" -c 'import numpy, sklearn, imblearn' 2>/dev/null; then python=$candidate; break; fi
done
if [ -z "$python" ]; then
  echo "compare.sh: no python3 with numpy, scikit-learn and imbalanced-learn; apt-get install python3-sklearn python3-imblearn libopenblas0-pthread, or set PYTHON" >&2
  exit 2
fi

# Settings that hold OpenBLAS to another processor's kernels would slow the peers; one thread each.
exec env -u OPENBLAS_CORETYPE -u OPENBLAS_L2_SIZE OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE=1 \
  "$python" "$here/compare.py" --repository "$repository" "$@"
