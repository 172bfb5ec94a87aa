#!/bin/sh
# Ouvre la fenêtre ; sans écran, joue la visite de démonstration dans demo/.
set -eu
VENV=${VENV:-.venv}
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec "$VENV/bin/guichet"
fi
printf '%s\n' "Aucun écran n'est disponible : Guichet joue la visite de démonstration dans demo/." >&2
QT_QPA_PLATFORM=offscreen exec "$VENV/bin/guichet" demo --sortie demo
