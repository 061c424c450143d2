#!/usr/bin/env bash
# no_api.sh <file or folder>...: what serves any API names nothing that one API has of its own.
set -euo pipefail

words='[pP]artner.?[cC]enter|Microsoft|MS-|[sS]eekOperation|[sS]ort(Field|Direction)|[sS]izeInKB'
words+='|(Left|Right)Filter|"Operator"|isMfaCompliant|ValidateMfa|customer_id'
if grep -rnE "$words" "$@"; then
    echo 'is the habit of one API: that comes from outside, as a value of emulated_api'
    exit 1
fi
