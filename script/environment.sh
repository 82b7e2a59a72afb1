# Sourced by the other scripts: `make_environment core|test|lint` finds a Python, makes .venv-NAME
# and installs exactly what requirements/NAME.txt locks. Skipped when the lock has not changed.
# shellcheck shell=bash
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '  %s\n' "$*" >&2; }

stop() { printf '\n  %s\n\n' "$*" >&2; exit 1; }

fits() { "$1" -c 'import sys, ssl, sqlite3, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
  local candidate
  for candidate in "${PYTHON:-}" python3.13 python3.12 python3.11 python3 "$HOME"/.pyenv/versions/*/bin/python3; do
    [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 && fits "$candidate" && { echo "$candidate"; return; }
  done
  stop "Alongside needs Python 3.11 or newer. On Debian or Ubuntu: apt-get install python3 python3-venv"
}

make_environment() {
  local name=$1 python began stamp
  local folder=.venv-$name lock=requirements/$name.txt
  environment=$PWD/$folder
  stamp=$(sha256sum <"$lock" | cut -d' ' -f1)
  [ "$(cat "$folder/stamp" 2>/dev/null || true)" = "$stamp" ] && return 0
  began=$SECONDS
  python=$(find_python)
  say "Making $folder with $("$python" --version) ..."
  rm -rf "$folder"
  if ! "$python" -m venv "$folder" >/dev/null 2>&1; then
    as_root apt-get update -qq >&2
    as_root apt-get install -y -qq python3-venv >/dev/null || stop "Please install Debian's python3-venv."
    "$python" -m venv "$folder"
  fi
  say "Installing what $lock locks ..."
  if command -v uv >/dev/null 2>&1 && UV_PYTHON_DOWNLOADS=never uv --quiet pip sync --python "$folder/bin/python" --require-hashes "$lock" 2>/dev/null; then :; else
    "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r "$lock" >&2
  fi
  # The project itself: a path file, so that edits are seen at once and nothing is built.
  "$folder/bin/python" - "$PWD" <<'PY'
import pathlib, sys, sysconfig
pathlib.Path(sysconfig.get_path("purelib"), "alongside-here.pth").write_text(sys.argv[1] + "\n")
PY
  echo "$stamp" > "$folder/stamp"
  say "Ready after $((SECONDS - began)) s."
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null 2>&1; then sudo "$@"; else
    stop "This needs root for: $*"; fi
}

# need_debian COMMAND PACKAGE...: installs Debian's packages when the command is not there.
need_debian() {
  local command=$1; shift
  command -v "$command" >/dev/null 2>&1 && return 0
  [ -e "$command" ] && return 0
  say "Installing Debian's $* ..."
  export DEBIAN_FRONTEND=noninteractive
  as_root apt-get update -qq >&2
  as_root apt-get install -y -qq --no-install-recommends "$@" >/dev/null || stop "Could not install: $*"
}
