#!/usr/bin/env bash
# door.sh <file or folder>...: what is written for users, or as they would write it, neither includes nor names what is
# internal to descry.
set -euo pipefail

if grep -rnE 'descry/([a-z_]+/)*detail/|descry::(testing::)?detail\b' "$@"; then
    echo 'is internal: it lies in a folder or a namespace detail of descry'
    exit 1
fi
