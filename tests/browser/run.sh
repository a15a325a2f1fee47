#!/usr/bin/env bash
# Runs a test of this folder when there is all it needs; else says what is missing and ends with 77, which ctest shows as
# skipped: run.sh TEST MODULES ARGUMENT...
set -euo pipefail

skip() {
  echo "skipped: $*; scripts/test installs it"
  exit 77
}

test=$1 modules=$2
shift
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || skip "there is no Chromium"
command -v node >/dev/null || skip "there is no Node.js"
for module in playwright-core axe-core; do
  [[ -d $modules/$module ]] || skip "there is no $module in $modules"
done
exec node "$(dirname "${BASH_SOURCE[0]}")/$test" "$chromium" "$@"
