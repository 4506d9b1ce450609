#!/bin/sh
# The only thing that Mandor's key can start on this machine (docs/ssh.md). sshd puts what was asked into SSH_ORIGINAL_COMMAND;
# it is compared with exact words and never evaluated. Anything else ends with 126.
set -u
umask 077

# These four lines are the machine's own. OPENCLAW is an absolute path: a login without a terminal has hardly any PATH.
OPENCLAW=/usr/local/bin/openclaw
READY_URL=http://127.0.0.1:18789/readyz
RUNS=$HOME/.mandor-gate
LIMIT=60s

# Node, which openclaw runs on, has to be found as well.
PATH=${OPENCLAW%/*}:/usr/local/bin:/usr/bin:/bin
export PATH
LC_ALL=C
export LC_ALL

deny() {
  echo denied >&2
  exit 126
}

# Nobody watches after the connection is cut, and sshd forwards no signal to a forced command: `timeout` is what ends it.
bounded() {
  timeout -k 5s "$LIMIT" "$@" </dev/null
}

# A run id is answered once. A second call with it tells what the first did; while that has no answer yet, or never got one
# because the machine went down in between, it ends with 75: look at the health before you ask with a new id.
restart() {
  mkdir -p "$RUNS" || exit 73
  find "$RUNS" -mindepth 1 -maxdepth 1 -type d -mtime +30 -exec rm -rf {} + 2>/dev/null
  run=$RUNS/$1
  if mkdir "$run" 2>/dev/null; then
    bounded "$OPENCLAW" gateway restart --wait 20s >"$run/stdout" 2>"$run/stderr"
    echo $? >"$run/exit.part"
    mv "$run/exit.part" "$run/exit"
  elif [ ! -d "$run" ]; then
    echo "run $1 cannot be recorded in $RUNS, so nothing was done" >&2
    exit 73
  elif [ ! -f "$run/exit" ]; then
    echo "run $1 was begun and has no answer" >&2
    exit 75
  else
    echo "run $1 was done before; this is its answer" >&2
  fi
  # No more than a page of it: the whole stands in $RUNS.
  head -c 65536 "$run/stdout"
  head -c 65536 "$run/stderr" >&2
  exit "$(cat "$run/exit")"
}

# curl: 22 means not ready yet, 7 nobody listens. Without curl the program itself is asked.
verify() {
  if command -v curl >/dev/null 2>&1; then
    bounded curl --silent --show-error --fail --noproxy '*' --max-time 20 "$READY_URL"
  else
    bounded "$OPENCLAW" gateway status --deep
  fi
}

asked=${SSH_ORIGINAL_COMMAND-}
case $asked in
  health) bounded "$OPENCLAW" health --json --verbose ;;
  verify) verify ;;
  schedule) bounded "$OPENCLAW" cron list --all --json ;;
  'schedule '*)
    offset=${asked#schedule }
    case $offset in '' | *[!0-9]* | ???????*) deny ;; esac
    bounded "$OPENCLAW" cron list --all --json --offset "$offset"
    ;;
  'restart '*)
    id=${asked#restart }
    case $id in '' | -* | *[!A-Za-z0-9-]*) deny ;; esac
    [ "${#id}" -le 64 ] || deny
    restart "$id"
    ;;
  *) deny ;;
esac
