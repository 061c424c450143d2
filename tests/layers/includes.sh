#!/usr/bin/env bash
# includes.sh <include folder>: a layer includes only itself and those before it, and only beast/ and server/ know sockets.
set -euo pipefail
cd "$1"

find . -name '*.[hi]pp' -printf '%P\0' | sort -z | xargs -0r awk '
BEGIN {
    count = split("core model json http rest client beast server testing", names)
    for (i = 1; i <= count; ++i) rank[names[i]] = i
}

function complain(what) { print "include/" FILENAME ":" FNR ": " $0 "\n    " what; bad = 1 }

# The layer of a header of descry/: its folder, or the top for the headers that users include.
function layer(path,    part, parts)
{
    parts = split(path, part, "/")
    return parts == 2 ? count + 1 : rank[part[2]]
}

FNR == 1 {
    ours = FILENAME ~ /^descry\//
    mine = layer(FILENAME)
    if (ours && !mine) complain("this folder is none of the layers")
}

!/^[ \t]*#[ \t]*include/ { next }
!/<[^>]*>/ { complain("headers are included with < >, by their full path"); next }

{ header = $0; gsub(/^[^<]*<|>.*$/, "", header) }

header ~ /^(boost\/beast|boost\/asio\.hpp|boost\/asio\/(ip|ssl)|openssl\/)/ && FILENAME !~ /^descry\/(beast|server)\// {
    complain("only descry/beast/ and descry/server/ include Beast, OpenSSL and the sockets of Asio")
}
ours && header ~ /^partner_center\// { complain("descry knows no API that is declared with it") }
ours && header ~ /^descry\// && layer(header) > mine { complain("a layer includes only itself and those before it") }
!ours && header ~ /^descry\/(server|testing|descry\.hpp)/ && FILENAME !~ /^partner_center\/emulator\// {
    complain("only the emulator includes what tests are made with")
}

END { exit bad }
'
