#!/usr/bin/env bash
# Whether the job fails: the code of the check, and what the project wants to fail on.
set -euo pipefail

case "$CODE" in
    0)
        echo "vmotion check: everything passes"
        exit 0
        ;;
    1) says="something is violated, or forbidden, or says less than before" ;;
    2) says="the input can't be used, so nothing was checked" ;;
    *) says="something is not decided, which is no pass" ;;
esac
if [ "$CODE" != 2 ] && { [ "$FAIL_ON" = never ] || { [ "$FAIL_ON" = violated ] && [ "$CODE" = 3 ]; }; }; then
    echo "::warning::vmotion check: $says"
    exit 0
fi
echo "::error::vmotion check: $says"
exit "$CODE"
