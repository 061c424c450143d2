#!/usr/bin/env bash
# options.sh <include/descry/client> <docs/calls.md>: the table of options has every member of the structs of options, in
# the order of declaration, which designated initializers require.
set -euo pipefail

# The names of the members of struct $1 in file $2, in order.
members() {
    awk -v begin="struct $1 {" '
        $0 == begin { inside = 1; next }
        inside && /^};/ { exit }
        inside {
            sub(/\/\/.*/, "")
            line = line $0
            if (line !~ /; *$/) next
            sub(/ *[{=;].*/, "", line)
            sub(/.* /, "", line)
            print line
            line = ""
        }' "$2"
}

# The same as the table has them: a row with the name of the struct, and one for each member.
rows() {
    awk -F'|' -v begin="**\`$1\`**" '
        index($2, begin) { inside = 1; next }
        inside && $2 !~ /^ *`/ { exit }
        inside { gsub(/[ `]/, "", $2); print $2 }' "$2"
}

bad=0
while read -r name file; do
    declared=$(members "$name" "$1/$file")
    [[ $declared ]] || { echo "no members of $name found in $file"; bad=1; }
    diff <(echo "$declared") <(rows "$name" "$2") || { echo "the members of $name are not those in the table of $2"; bad=1; }
done <<'END'
call_options call_options.hpp
client_options options.hpp
network_options network_options.hpp
retry_options retry_options.hpp
END
exit $bad
