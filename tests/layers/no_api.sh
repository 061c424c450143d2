#!/usr/bin/env bash
# no_api.sh <include/descry>: what serves any API names nothing that one API has of its own. Declarations in comments may
# be those of one.
set -euo pipefail

complain() {
    echo 'is the habit of one API: that comes from outside, as a value of service or emulated_api'
    bad=1
}

bad=0
names='[pP]artner.?[cC]enter|Microsoft|\bMS-|[sS]eekOperation|[sS]ort(Field|Direction)|[sS]izeInKB|(Left|Right)Filter'
names+='|App[+-]([uU]ser|[oO]nly)|"Operator"|isMfaCompliant|ValidateMfa|[cC]ontinuation_?Token\b|[tT]otalCount|[oO]bjectType|user_impersonation'
if grep -rnE "$names" "$1"; then complain; fi

# What answers requests knows no members, values, paths or words either.
habits='"(links|attributes|self|uri|previous|last|method|headers|Next|Previous|First|Last|Collection|[fF]ield|[vV]alue)"'
habits+='|oauth2/|v2\.0|\.default\b|Azure|Active Directory|customer_id|invoice|subscription_id'
if grep -rnE "$habits" "$1/testing" "$1/server"; then complain; fi
exit $bad
