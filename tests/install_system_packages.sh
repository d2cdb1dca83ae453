#!/bin/sh
# Installs from Debian what the tests drive: a browser, a database server, a cache.
# Where packages may not be installed it says so and leaves; the tests that miss
# something are then skipped with the reason, except in CI, where they fail.
set -eu

missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
command -v redis-server >/dev/null 2>&1 || missing="$missing redis-server"
# Japanese in pictures of the pages: visitors bring their own.
ls /usr/share/fonts/*/*/ipag.ttf >/dev/null 2>&1 || missing="$missing fonts-ipafont-gothic"
[ -z "$missing" ] && exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "Not installed here:$missing. Tests that need them will be skipped."
    exit 0
fi
echo "Installing from Debian:$missing"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086
apt-get install -y -qq --no-install-recommends $missing >/dev/null
