#!/usr/bin/env bash
# check.sh <include folder> <compile command>: each header that users may include compiles alone. One that leans on what
# its users happen to include does not.
set -euo pipefail
include=$1
shift

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

# Declarations and bodies apart: otherwise what the bodies include would hide what a header lacks.
compile=("$@" -DDESCRY_SEPARATE_COMPILATION -w)
# What most of them include of others is compiled once. The headers of descry have to stand alone.
printf '#include <%s>\n' boost/asio/any_io_executor.hpp boost/asio/async_result.hpp boost/asio/steady_timer.hpp \
    boost/describe.hpp boost/mp11.hpp boost/system/result.hpp >"$place/common.hpp"
"${compile[@]}" -x c++-header "$place/common.hpp" -o "$place/common.hpp.gch"
"${compile[@]}" -M -x c++ "$place/common.hpp" | grep -oE '[^ ]+' | sed -E 's,.*/boost/,boost/,' >"$place/common"

# A header that another one includes before anything else compiles alone there.
(cd "$include" && find . -name '*.hpp' ! -path '*/detail/*' -printf '%P\n') | sort >"$place/all"
(cd "$include" && xargs awk '
    NR == FNR { common[$1]; next }
    FNR == 1 { is_first = 1 }
    /^#if/ { is_first = 0 }
    is_first && match($0, /^#include <.*>/) {
        header = substr($0, 11, RLENGTH - 11)
        if (header in common) next
        print header
        is_first = 0
    }
' "$place/common" <"$place/all") | sort -u >"$place/first"

check() # <header>
{
    local out
    out=$("${compile[@]}" -include "$place/common.hpp" -fsyntax-only -x c++ - <<<"#include <$1>" 2>&1) && return
    printf '%s does not compile alone:\n%s\n' "$1" "$(grep -m 3 'error' <<<"$out")"
    return 1
}

failed=0
running=0
while read -r header; do
    check "$header" &
    ((++running < $(nproc))) && continue
    wait -n || failed=1
    ((running--))
done < <(grep -vxFf "$place/first" "$place/all" | grep -v 'src\.hpp$')  # the compiled libraries include nothing else
while ((running-- > 0)); do wait -n || failed=1; done
exit $failed
