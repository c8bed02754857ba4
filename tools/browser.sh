#!/bin/sh
# A Chromium for the browser tests: Debian's, installed where that is possible, else a word that they are skipped.
for each in chromium chromium-browser google-chrome google-chrome-stable; do
  command -v "$each" >/dev/null 2>&1 && exit 0
done
[ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ] && exit 0
skipped="the tests in a browser are skipped, all others run"
if ! command -v apt-get >/dev/null 2>&1; then
  echo "no Chromium here: $skipped. Install Chromium or Google Chrome to have them run."
  exit 0
fi
if [ "$(id -u)" != 0 ]; then
  echo "no Chromium here: $skipped. To have them run: sudo apt-get install chromium"
  exit 0
fi
echo "installing Debian's Chromium for the tests in a browser (once)"
log=$(mktemp)
get() {
  DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o Acquire::Retries=1 -o Acquire::http::Timeout=20 \
    -o DPkg::Lock::Timeout=120 "$@" >>"$log" 2>&1 </dev/null
}
install() { get install --no-install-recommends chromium fonts-dejavu-core; }
if install || { get update && install; }; then
  rm -f "$log"
else
  echo "Chromium could not be installed ($(grep '^E:' "$log" | tail -1)): $skipped. What apt-get said is in $log."
fi
exit 0
