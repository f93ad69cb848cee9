# To be sourced. What the tests need of the machine; where it is missing it is installed through apt.

# Installs Debian packages: what for, then their names. Does nothing where there is no apt.
install() {
  command -v apt-get > /dev/null || return 0
  echo "installing $1"
  shift
  local as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo -n)
  "${as_root[@]}" apt-get -qq update
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@" > /dev/null
}

# Exports CHROMIUM, the browser of the tests, or says on standard error what to do and returns 1.
find_chromium() {
  export CHROMIUM=${CHROMIUM:-/usr/bin/chromium}
  [ -x "$CHROMIUM" ] || install Chromium chromium fonts-dejavu-core
  if [ ! -x "$CHROMIUM" ]; then
    echo 'the tests need Chromium: install it (for example "apt install chromium"), or name it: CHROMIUM=/path/to/chromium' >&2
    return 1
  fi
}
