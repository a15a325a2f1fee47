#!/usr/bin/env bash
# Runs report_test.mjs when there is all it needs; else says what is missing and ends with 77, which ctest shows as
# skipped: run.sh MODULES COPYDESK FIXTURE SAMPLES OUTPUT
set -euo pipefail

skip() {
  echo "skipped: $*; scripts/test installs it"
  exit 77
}

modules=$1
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || skip "there is no Chromium"
command -v node >/dev/null || skip "there is no Node.js"
[[ -d $modules/playwright-core ]] || skip "there is no playwright-core in $modules"
exec node "$(dirname "${BASH_SOURCE[0]}")/report_test.mjs" "$chromium" "$@"
