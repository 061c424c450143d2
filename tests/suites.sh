#!/usr/bin/env bash
# CTest runs a file's cases by the name of its suite, so every case must be inside one suite named as its file.
cd "$(dirname "$0")" || exit 1

for source in */*.cpp; do
    [[ $source == must_not_compile/* || $source == trials/* ]] || checked+=("$source")
done

awk '
function complain(what) { print "tests/" FILENAME ":" FNR ": " what; bad = 1 }
FNR == 1 { suite = FILENAME; gsub(/^.*\/|\.cpp$/, "", suite); depth = 0 }
/^[ \t]*BOOST_(AUTO|FIXTURE)_TEST_SUITE\(/ {
    name = $0; gsub(/^[^(]*\([ \t]*|[^A-Za-z0-9_ \t].*$/, "", name); sub(/[ \t]+$/, "", name)
    if (depth++ == 0 && name != suite) complain("the suite of this file must be " suite ", not " name)
}
/^[ \t]*BOOST_AUTO_TEST_SUITE_END\(/ { --depth }
/^[ \t]*BOOST_[A-Z_]*TEST_CASE[A-Z_]*\(/ && depth == 0 { complain("this case is in no suite, so nothing would run it") }
END { exit bad }
' "${checked[@]}"
