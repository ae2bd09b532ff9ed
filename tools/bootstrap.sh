#!/bin/sh
# Copyright (c) 2026, community.tencentcloud contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Make .venv with nox and uv; with "demo" as argument, also the environment of the demo and the emulator.
# Does nothing when they are there and fit the Python found. PYTHON names the interpreter to use.

set -u
cd "$(dirname "$0")/.." || exit 1
unset PYTHONHOME PYTHONPATH
export PIP_DISABLE_PIP_VERSION_CHECK=1 UV_PYTHON_DOWNLOADS=never
if [ -s /etc/ssl/certs/ca-certificates.crt ]; then
    export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-true}" # trust whom this machine trusts, as pip does
fi

needs='nox[uv]>=2026.10'
log=build/bootstrap.log

stop() {
    echo "$*" >&2
    exit 1
}

# Prints version and real path of an interpreter from 3.11 on, nothing for all else: a shim may lead nowhere.
describe() {
    "$1" -c 'import os, sys
base = getattr(sys, "_base_executable", None) or sys.executable
if sys.version_info >= (3, 11):
    print("%d.%d.%d %s" % (sys.version_info[:3] + (os.path.realpath(base),)))' 2>/dev/null
}

can_make_environments() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null || "$1" -m pip --version >/dev/null 2>&1
}

# Folders that hold one folder for each installed version, one a line.
version_folders() {
    echo "${PYENV_ROOT:-${HOME:-}/.pyenv}/versions"
    echo "$PATH" | tr : '\n' | sed -n 's|/shims/*$|/versions|p'
    python3 -c 'import os, sys; print(os.path.dirname(os.path.realpath(sys.base_prefix)))' 2>/dev/null
}

# Takes commands; sets base to the first that fits and can make environments, incapable to one that cannot.
pick() {
    for command in "$@"; do
        found=$(describe "$command")
        [ -n "$found" ] || continue
        if can_make_environments "${found#* }"; then
            base=${found#* }
            return 0
        fi
        incapable=${found#* }
    done
    return 1
}

# Takes names, and looks for them on PATH, then beside the interpreters that are installed.
find_python() {
    pick "$@" && return 0
    for name in "$@"; do
        IFS='
'
        # shellcheck disable=SC2046 # one word a line is meant
        set -- $(version_folders | sed "s|\$|/*/bin/$name|")
        unset IFS
        pick "$@" && return 0
    done
    [ -z "$incapable" ] || stop "$incapable has neither venv nor pip: install them (Debian, Ubuntu: apt install python3-venv)."
    return 1
}

base=
incapable=
if [ -n "${PYTHON:-}" ]; then
    find_python "$PYTHON" || stop "$PYTHON is not a working Python from 3.11 on: name another one, or leave PYTHON out."
else
    find_python python3 python3.13 python3.12 python3.11 python3.14 ||
        stop "No Python from 3.11 on was found: install one (Debian, Ubuntu: apt install python3 python3-venv) or say where it is: make PYTHON=/path/to/python3.12 ..."
fi

# The fast way takes the pip that is there and lets uv unpack; the plain way brings its own pip.
quick() {
    "$base" -m venv --clear --without-pip .venv &&
        "$base" -m pip --quiet --no-input --retries 1 --python .venv/bin/python install uv &&
        .venv/bin/uv pip install --quiet --python .venv/bin/python "$needs"
}

plain() {
    "$base" -m venv --clear .venv && .venv/bin/python -m pip install --quiet --no-input "$needs"
}

failed() {
    tail -n 3 "$log" >&2
    stop "$1 Everything that was said is in $log."
}

state="$found | $needs
$(pwd -P)"
if [ ! -f .venv/ready ] || [ "$(cat .venv/ready)" != "$state" ]; then
    mkdir -p build
    echo "Preparing .venv with Python ${found%% *} (once, a few seconds) ..."
    # Scripts in environments name their interpreter by its full path: in a moved folder they are of no use.
    [ "$(sed -n 2p .venv/ready 2>/dev/null)" = "$(pwd -P)" ] || rm -rf .nox
    rm -rf .nox/demo
    quick >"$log" 2>&1 || plain >>"$log" 2>&1 ||
        failed "Could not make .venv: it takes Python's venv and pip (Debian, Ubuntu: apt install python3-venv) and access to PyPI."
    echo "$state" >.venv/ready
fi

if [ "${1:-}" = demo ]; then
    state="$state | $(cksum <noxfile.py)"
    if [ ! -f .nox/demo/ready ] || [ "$(cat .nox/demo/ready)" != "$state" ]; then
        mkdir -p build
        echo "Preparing ansible-core and the emulator's packages (once, a few seconds) ..."
        .venv/bin/python -m nox -s demo --install-only >"$log" 2>&1 ||
            failed "Could not install ansible-core and the emulator's packages: is PyPI within reach?"
        echo "$state" >.nox/demo/ready
    fi
fi
