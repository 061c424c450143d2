#!/usr/bin/env bash
# example_output.sh <page> <example>: the example prints what the page shows below its name. Ids, ports, entity tags and
# times differ from run to run and are compared by their kind.
set -euo pipefail
name=$(basename "$2")

kinds() {
    sed -E -e 's/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/<guid>/g' \
        -e 's/127\.0\.0\.1:[0-9]+/127.0.0.1:<port>/g' \
        -e 's/[0-9a-f]{32}/<tag>/g' \
        -e 's/resourceVersion=[0-9]+/resourceVersion=<version>/g' \
        -e 's/[0-9]+(\.[0-9]+)? (us|ms)/<time>/g' \
        -e 's/[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:.]+/<now>/g'
}

shown=$(awk -v heading="$name" '
    /^## / { here = index($0, heading) }
    here && /^```/ { if (inside) exit; inside = 1; next }
    here && inside' "$1")
[[ -n $shown ]] || { echo "$1 does not show what $name prints"; exit 1; }
# An empty environment holds no credentials, so that no test ever talks to the real service.
printed=$(env -i "$2")
diff <(kinds <<<"$shown") <(kinds <<<"$printed") || { echo "$name prints something else than $1 shows"; exit 1; }
