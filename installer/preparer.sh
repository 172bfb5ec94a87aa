#!/bin/sh
# Prépare tout ce qu'il faut dans .venv/ : bibliothèques du système, versions épinglées, Guichet.
# Ne fait rien si c'est déjà prêt. « --tests » ajoute les outils de contrôle.
set -eu
PYTHON=${PYTHON:-python3}
VENV=${VENV:-.venv}
TESTS=${1:-}

dire() { printf '%s\n' "$*" >&2; }

empreinte() { cat "$@" 2>/dev/null | cksum | tr ' ' '-'; }

version=$("$PYTHON" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || {
  dire "Python manque : tapez « apt-get install python3 python3-venv », puis recommencez."
  exit 1
}
case "$version" in
  3.11|3.12|3.13) ;;
  *) dire "Guichet demande Python 3.11, 3.12 ou 3.13 (ici $version) : tapez « make PYTHON=python3.12 … »."; exit 1 ;;
esac

signe="$version-$(empreinte requirements.txt pyproject.toml installer/preparer.sh)"
signe_tests="$version-$(empreinte requirements.txt requirements-dev.txt installer/preparer.sh)"
pret() { [ -x "$VENV/bin/guichet" ] && [ "$(cat "$VENV/.pret" 2>/dev/null)" = "$signe" ]; }
pret_tests() { [ "$TESTS" != --tests ] || [ "$(cat "$VENV/.pret-tests" 2>/dev/null)" = "$signe_tests" ]; }

# Paramètres de calcul et instantané du contenu : faits ici, lus vite à l'ouverture.
preparer_contenu() {
  "$VENV/bin/python" installer/parametres.py
  [ resources/catalogue.json -nt resources/moments ] && [ -z "$(find resources -name '*.yaml' -newer resources/catalogue.json 2>/dev/null)" ] \
    || "$VENV/bin/guichet" catalogue verifier --instantane >/dev/null
}

if pret && pret_tests; then
  preparer_contenu
  exit 0
fi

paquets="libglib2.0-0 libegl1 libgl1 libx11-6 libdbus-1-3 libfontconfig1 libfreetype6 libxkbcommon0
libbrotli1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
libxcb-render-util0 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0"
[ "$TESTS" != --tests ] || paquets="$paquets poppler-utils"
"$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || paquets="$paquets python3-venv"

if command -v dpkg-query >/dev/null 2>&1; then
  manquants=
  for paquet in $paquets; do
    # Debian 13 et Ubuntu 24.04 ont renommé libglib2.0-0 en libglib2.0-0t64.
    dpkg-query -W -f='${Status}\n' "$paquet" "${paquet}t64" 2>/dev/null | grep -q 'ok installed' \
      || manquants="$manquants $paquet"
  done
  if [ -n "$manquants" ]; then
    if [ "$(id -u)" = 0 ]; then sudo=
    elif command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then sudo=sudo
    else
      dire "Il manque des bibliothèques du système : tapez « apt-get install$manquants » en administrateur, puis recommencez."
      exit 1
    fi
    dire "Installation des bibliothèques du système…"
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null
    # shellcheck disable=SC2086
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $manquants >/dev/null || {
      dire "L'installation a échoué : tapez « apt-get install$manquants », puis recommencez."
      exit 1
    }
  fi
fi

if [ -x "$VENV/bin/python" ] && [ "$("$VENV/bin/python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)" != "$version" ]; then
  rm -rf "$VENV"
fi
[ -x "$VENV/bin/python" ] && [ -x "$VENV/bin/pip" ] || "$PYTHON" -m venv "$VENV"

installer() { "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps "$@"; }
echec() {
  dire "L'installation des bibliothèques Python a échoué : vérifiez le réseau, puis recommencez."
  exit 1
}

if ! pret; then
  dire "Installation de Guichet (une fois, une ou deux minutes)…"
  installer --require-hashes -r requirements.txt || echec
  installer --no-build-isolation --editable . || echec
  printf '%s' "$signe" > "$VENV/.pret"
fi
if [ "$TESTS" = --tests ] && ! pret_tests; then
  dire "Installation des outils de test…"
  installer --require-hashes -r requirements-dev.txt || echec
  printf '%s' "$signe_tests" > "$VENV/.pret-tests"
fi
preparer_contenu
