# Sourced by demo and test: the checkout's folder in `root`, reported steps, and installation of missing packages.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cores=$(nproc)

fail() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

# step TITLE COMMAND...: says what is done, does it, says how many seconds it took; a failure ends the script.
step() {
  local title=$1 started=$SECONDS status=0
  shift
  printf '== %s\n' "$title"
  "$@" || status=$?
  if ((status != 0)); then
    printf '== %s: FAILED after %d s (status %d)\n' "$title" $((SECONDS - started)) "$status" >&2
    exit "$status"
  fi
  printf '== %s: %d s\n' "$title" $((SECONDS - started))
}

# missing_packages GROUP...: the packages of packages.txt for these groups that are not installed. Browsers and Node.js
# often come from elsewhere, so of the group browser a command of the same name does as well.
missing_packages() {
  local package group purpose
  while read -r package group purpose; do
    [[ $package == '#'* || " $* " != *" $group "* ]] && continue
    [[ $group == browser ]] && command -v "$package" >/dev/null && continue
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || printf '%s\n' "$package"
  done <"$root/scripts/packages.txt"
}

install_packages() {
  local as_root=()
  if ((EUID != 0)); then
    command -v sudo >/dev/null || fail "these packages are missing, and there is no sudo to install them. As root:
  apt-get install $*"
    as_root=(sudo)
  fi
  as_root+=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300)
  # One unreachable source of several is no reason to stop: what counts is whether the packages install.
  "${as_root[@]}" update || echo "apt-get update did not fully succeed; going on with the lists that there are" >&2
  local log=$root/build/packages.log
  mkdir -p "$root/build"
  "${as_root[@]}" install -y --no-install-recommends "$@" </dev/null >"$log" 2>&1 || { cat "$log" >&2 && return 1; }
}

# require_packages GROUP...: installs what is missing. COPYDESK_SKIP_INSTALL=1 trusts that it is all there.
require_packages() {
  [[ ${COPYDESK_SKIP_INSTALL:-} == 1 ]] && return
  local missing
  command -v dpkg-query >/dev/null && command -v apt-get >/dev/null ||
    fail "packages can be installed on Debian and Ubuntu only. Install the equivalents of scripts/packages.txt yourself,
then run this with COPYDESK_SKIP_INSTALL=1"
  mapfile -t missing < <(missing_packages "$@")
  if ((${#missing[@]} > 0)); then
    echo "installing: ${missing[*]}"
    install_packages "${missing[@]}" || true
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]} == 0)) || fail "could not install: ${missing[*]}
(Debian 12 and Ubuntu 24.04 have them; scripts/packages.txt says what each is for)"
  fi
  local version
  version=$(cmake --version | sed -n '1s/.* //p')
  printf '3.25\n%s\n' "$version" | sort -C -V || fail "CMake $version is too old: 3.25 or later is needed"
}

# prepare_browser: what tests/browser needs, in build/browser. Without it that test is skipped and says why, so nothing
# here is a failure. A browser is never downloaded.
prepare_browser() {
  local missing folder=$root/build/browser locked=$root/tests/browser/package-lock.json
  mapfile -t missing < <(missing_packages browser)
  if ((${#missing[@]} > 0)) && [[ ${COPYDESK_SKIP_INSTALL:-} != 1 ]]; then
    echo "installing: ${missing[*]}"
    install_packages "${missing[@]}" || true
    mapfile -t missing < <(missing_packages browser)
  fi
  if ((${#missing[@]} > 0)); then
    echo "the browser test will be skipped: ${missing[*]} could not be installed"
    return
  fi
  cmp -s "$locked" "$folder/node_modules/.installed-lock.json" && return
  mkdir -p "$folder"
  cp "$locked" "$root/tests/browser/package.json" "$root/tests/browser/.npmrc" "$folder/"
  if (cd "$folder" && npm ci --no-audit --no-fund --ignore-scripts >npm.log 2>&1); then
    cp "$locked" "$folder/node_modules/.installed-lock.json"
  else
    cat "$folder/npm.log" >&2
    echo "the browser test will be skipped: npm could not install what it needs"
  fi
}

# build PRESET [CMAKE_BUILD_OPTION...]: configures when needed, and builds. In a subshell: the folder stays.
build() (
  cd "$root" && configure "$1" && cmake --build --preset "$@"
)

# Shown only when it fails. Not repeated here once it succeeded: the build itself sees changed CMake files.
configure() (
  cd "$root" && mkdir -p build || return
  [[ build/$1/build.ninja -nt CMakePresets.json ]] && return
  log=build/configure-$1.log
  cmake --preset "$1" >"$log" 2>&1 || { cat "$log" >&2 && return 1; }
)
