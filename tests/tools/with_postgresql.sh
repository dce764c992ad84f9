#!/usr/bin/env bash
# Runs a command beside a throw-away PostgreSQL cluster, told of it by GONGKAI_POSTGRES.
# Listens on the loopback only, trusts everybody there, forgets everything at the end.
set -euo pipefail

bin="${POSTGRESQL_BIN:-}"
for found in /usr/lib/postgresql/*/bin; do
  [ -z "$bin" ] && [ -x "$found/initdb" ] && bin="$found"
done
[ -z "$bin" ] && command -v initdb >/dev/null && bin="$(dirname "$(command -v initdb)")"
if [ -z "$bin" ]; then
  echo "PostgreSQL is not installed (apt-get install postgresql)." >&2
  exit "${MISSING_IS:-1}"
fi

home="$(mktemp -d)"
# The server refuses to run as root; the account that comes with the package does it then.
as() { if [ "$(id -u)" = 0 ]; then su postgres -s /bin/sh -c "$1"; else sh -c "$1"; fi; }
[ "$(id -u)" = 0 ] && chown postgres "$home"
stop() {
  as "'$bin/pg_ctl' -D '$home/data' -m immediate stop" >/dev/null 2>&1 || true
  rm -rf "$home"
}
trap stop EXIT

port="$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
as "'$bin/initdb' -D '$home/data' -A trust -U gongkai -E UTF8 --locale=C.UTF-8 --no-sync" >/dev/null
options="-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$home"
options="$options -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
options="$options -c max_connections=200 -c shared_buffers=256MB"
as "'$bin/pg_ctl' -D '$home/data' -w -l '$home/log' -o '$options' start" >/dev/null
as "'$bin/createdb' -h 127.0.0.1 -p $port -U gongkai gongkai"

GONGKAI_POSTGRES="gongkai:gongkai:gongkai:127.0.0.1:$port" "$@"
