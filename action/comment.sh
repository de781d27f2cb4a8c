#!/usr/bin/env bash
# One comment for each model on a pull request: written the first time, updated from then on.
set -euo pipefail

# A name of a model must not end the mark.
mark="<!-- vmotion check of $(printf '%s' "$MODEL" | tr -c 'A-Za-z0-9._:/' _) -->"
body=$(mktemp)
trap 'rm -f "$body"' EXIT
printf '%s\n' "$mark" > "$body"
for report in "$REPORTS"/*.md; do
    # A comment has at most 65,536 characters.
    if [ $(($(wc -c < "$body") + $(wc -c < "$report"))) -lt 65000 ]; then
        cat "$report" >> "$body"
    else
        grep '^## ' "$report" | head -n 20 | cut -c 1-500 >> "$body"
        printf '\nThis is too long for a comment: the rest is in the job summary.\n' >> "$body"
    fi
done

comments="repos/$REPOSITORY/issues/$PULL_REQUEST/comments"
known=$(MARK=$mark gh api --paginate "$comments" --jq '.[] | select(.body | startswith(env.MARK)) | .id' | head -n 1)
if [ -n "$known" ]; then
    gh api --silent --method PATCH "repos/$REPOSITORY/issues/comments/$known" --field "body=@$body"
else
    gh api --silent --method POST "$comments" --field "body=@$body"
fi
