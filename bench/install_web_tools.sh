#!/bin/sh
# Installs from Debian what checks pages from outside: a browser, npm, and Java for the HTML checker.
# Where packages may not be installed it says what is missing and fails.
set -eu

missing=""
for pair in chromium=chromium npm=npm java=default-jre-headless; do
    command -v "${pair%%=*}" >/dev/null 2>&1 || missing="$missing ${pair#*=}"
done
[ -z "$missing" ] && exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "These Debian packages are needed, and may not be installed here:$missing" >&2
    exit 1
fi
echo "Installing from Debian:$missing"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086
apt-get install -y -qq --no-install-recommends $missing >/dev/null
