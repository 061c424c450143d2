#!/usr/bin/env bash
# check.sh <file> <compile command>: the file must compile, as g++ sees it; with MISTAKE defined it must fail, and the
# first error must hold the text of its line "// expected: <text>" ("// expected (clang): <text>" where clang words it
# otherwise). The text of each line "// also: <text>" has to be in an error of the same build; that of a line
# "// never: <text>" in none.
set -euo pipefail
export LC_ALL=C

file=$1
shift
compile=("$@" -fsyntax-only "$file")

fail()
{
    printf '%s: ' "$file"
    printf '%s\n' "$@"
    exit 1
}

# g++ and clang differ in quotes, and in blanks around & * , < >.
normalise() { sed -e "s/‘/'/g; s/’/'/g" -e 's/ *\([&*,<>]\) */\1/g'; }

expected=$(sed -n '\|^// expected: *|{s///p;q}' "$file")
clang=false
! "$1" --version | grep -q clang || clang=true
if $clang; then
    for_clang=$(sed -n '\|^// expected (clang): *|{s///p;q}' "$file")
    expected=${for_clang:-$expected}
fi
[[ $expected ]] || fail 'there is no line "// expected: <text>"'

# One compiler says that it is right. To another, what is wrong with it anyway would be the first error below.
$clang || right=$("${compile[@]}" 2>&1) || fail 'without MISTAKE it must compile, but:' "$right"
! wrong=$("${compile[@]}" -DMISTAKE 2>&1) || fail 'with MISTAKE it must not compile, but it does'

first=$(grep -m 1 'error: ' <<<"$wrong") || fail 'the compiler failed without an error of its own:' "$wrong"
grep -qF -e "$(normalise <<<"$expected")" <<<"$(normalise <<<"$first")" ||
    fail 'the first error is not the expected one' "expected: $expected" "printed:  $first"

while read -r also; do
    grep -qF -e "$(normalise <<<"$also")" <<<"$(normalise <<<"$wrong" | grep 'error: ')" || fail "no error holds: $also"
done < <(sed -n 's|^// also: *||p' "$file")

never=$(sed -n '\|^// never: *|{s///p;q}' "$file")
if [[ $never ]] && grep -F -e "$never" <<<"$wrong"; then fail "an error misleads: $never"; fi
