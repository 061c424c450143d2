#!/usr/bin/env bash
# json_alone.sh <compile command>: who reads and writes JSON includes no Asio, no Beast and no OpenSSL.
set -euo pipefail

headers=$("$@" -M -x c++ - <<<'#include <descry/json.hpp>')
if grep -oE '[^ ]*(boost/asio|boost/beast|openssl)[^ ]*' <<<"$headers"; then
    echo 'are included by <descry/json.hpp>, and must not be'
    exit 1
fi
