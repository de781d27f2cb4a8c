#!/usr/bin/env bash
# Checks the change files and compares with the base, each with all reports, and shows what was found in the job summary. What it
# finds does not fail this step: reports are to be uploaded first, and verdict.sh decides.
set -euo pipefail

case "$FAIL_ON" in
    undecided | violated | never) ;;
    *)
        echo "::error::fail-on is one of undecided, violated and never"
        exit 2
        ;;
esac
auto=false
if [ "$BASE" = auto ]; then
    auto=true
    BASE=$PULL_REQUEST_BASE
fi
rm -rf "$REPORTS"
mkdir -p "$REPORTS"
code=0

# One check: the name of its reports, and its arguments.
check() {
    local name=$1 found=0
    shift
    if [ -n "$FORBID" ] && [ "$name" != model ]; then
        set -- "$@" --forbid "$FORBID"
    fi
    local more=()
    read -r -a more <<< "$ARGUMENTS"
    vmotion check --model "$MODEL" "$@" ${more[@]+"${more[@]}"} \
        --write "sarif:$REPORTS/$name.sarif" --write "junit:$REPORTS/$name.xml" \
        --write "markdown:$REPORTS/$name.md" --write "json:$REPORTS/$name.json" || found=$?
    if [ ! -s "$REPORTS/$name.md" ]; then
        # Killed, or out of memory: nothing is known, which is no pass.
        echo "## ❔ vmotion check ended with exit code $found and no report" > "$REPORTS/$name.md"
        if [ "$found" = 0 ]; then found=3; fi
    fi
    # The same order as everywhere: refuted, bad input, undecided. Any other code is no answer.
    case "$found" in 0 | 1 | 2 | 3) ;; *) found=3 ;; esac
    local worst
    for worst in 1 2 3 0; do
        if [ "$code" = "$worst" ] || [ "$found" = "$worst" ]; then
            code=$worst
            return
        fi
    done
}

files=()
while IFS= read -r pattern; do
    if [ -z "${pattern// /}" ]; then continue; fi
    if [ -e "$pattern" ]; then
        files+=("$pattern")
        continue
    fi
    # A pattern with no file is a mistake: the check says that there is no such file.
    while IFS= read -r file; do files+=("$file"); done < <(compgen -G "$pattern" | LC_ALL=C sort || printf '%s\n' "$pattern")
done <<< "$CHANGES"

if [ "${#files[@]}" -gt 0 ]; then
    # Each alone, if nothing else is said: files that were proposed one after the other need not go together.
    arguments=()
    if [ "$TOGETHER" != true ]; then arguments+=(--each); fi
    for file in "${files[@]}"; do arguments+=(--change "$file"); done
    if [ "$EXPECT" = true ]; then arguments+=(--expect); fi
    check changes "${arguments[@]}"
fi
if [ -n "$BASE" ] && ! git cat-file -e "$BASE^{commit}" 2> /dev/null; then
    # A shallow clone does not have it.
    git fetch --quiet --depth=1 origin "$BASE" || echo "::warning::the base $BASE could not be fetched"
fi
# A repository of change files has no model of its own to compare. One that the pull request deletes is compared: that fails.
if [ "$auto" = true ] && [ -n "$BASE" ] && git cat-file -e "$BASE^{commit}" 2> /dev/null; then
    case "$MODEL" in
        *:*) ;;
        *)
            form=model/vmotion_model/models/$MODEL.json
            if ! [ -e "$MODEL" ] && ! [ -e "$form" ] && ! git cat-file -e "$BASE:$MODEL" 2> /dev/null \
                && ! git cat-file -e "$BASE:$form" 2> /dev/null; then
                BASE=""
            fi
            ;;
    esac
fi
if [ -n "$BASE" ]; then
    arguments=(--against "$BASE")
    accepted=()
    read -r -a accepted <<< "$ACCEPT"
    for id in ${accepted[@]+"${accepted[@]}"}; do arguments+=(--accept "$id"); done
    check base "${arguments[@]}"
fi
if [ "${#files[@]}" = 0 ] && [ -z "$BASE" ]; then
    check model
fi
cat "$REPORTS"/*.md >> "$GITHUB_STEP_SUMMARY"
{
    echo "code=$code"
    echo "reports=$REPORTS"
    # One for each model: a job may check several.
    echo "artifact=vmotion-reports-$(printf '%s' "$MODEL" | tr -c 'A-Za-z0-9._' -)"
} >> "$GITHUB_OUTPUT"
