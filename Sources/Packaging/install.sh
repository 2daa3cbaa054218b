#!/bin/sh
# Installs the program, sporlos, sporlos-serve or sporlos-store, from the folder that this file is in.
#
#     ./install.sh [--prefix FOLDER] [--remove]
#
#   --prefix FOLDER  Where to install: FOLDER/bin, FOLDER/share (default: /usr/local).
#   --remove         Remove what was installed there. Databases and settings stay.
#
# It starts nothing and makes no user: `sporlos unit --help` says how to run it as a service. The program is for Linux
# with the GNU C library 2.35 or later; it brings what else it needs, but for libraries that this script looks for.
# On x86_64 it was tried on Debian 12. On arm64 (aarch64) nobody has tried it.
#
# Exit codes: 0 all is installed, 1 it is not, or a library is missing, 2 invalid usage.
set -eu
umask 022
here=$(cd "$(dirname "$0")" && pwd)
prefix=/usr/local remove=
while [ $# -gt 0 ]; do
  case $1 in
    --prefix) [ $# -gt 1 ] || { echo "install.sh: --prefix needs a FOLDER" >&2; exit 2; }; prefix=$2; shift ;;
    --prefix=*) prefix=${1#--prefix=} ;;
    --remove) remove=yes ;;
    -h | --help) sed -n '2,/^set/{/^set/d; s/^# \{0,1\}//p;}' "$0"; exit ;;
    *) echo "install.sh: unknown argument '$1'; see --help" >&2; exit 2 ;;
  esac
  shift
done
case $prefix in
  /*) ;;
  *) prefix=$(pwd)/$prefix ;;
esac

cd "$here"
files=$(find bin share -type f | sort)
if [ -n "$remove" ]; then
  echo "$files" | while IFS= read -r file; do rm -f "$prefix/$file"; done
  rmdir "$prefix"/share/doc/sporlos*/* "$prefix"/share/doc/sporlos* 2>/dev/null || true
  echo "Removed $(echo bin/* | cut -d / -f 2) from $prefix"
  exit
fi

# Which packages have what the programs need: of Debian and its relatives, and of Fedora.
packages() {
  case $1 in
    libisal.so.2) echo "libisal2 (Debian), isa-l (Fedora)" ;;
    libcurl.so.4) echo "libcurl4 (Debian), libcurl (Fedora)" ;;
    libgcc_s.so.1) echo "libgcc-s1 (Debian), libgcc (Fedora)" ;;
    libc.so.6 | libm.so.6 | ld-linux*) echo "libc6 (Debian), glibc (Fedora)" ;;
    *) echo "a package that this script does not know" ;;
  esac
}
missing=
for program in bin/*; do
  found=$(ldd "$program" 2>&1) || { echo "install.sh: $program is not for this machine ($(uname -sm)): $found" >&2; exit 1; }
  if echo "$found" | grep -q 'GLIBC_.* not found'; then
    echo "install.sh: the GNU C library of this system is too old: $program needs 2.35" >&2
    exit 1
  fi
  for library in $(echo "$found" | sed -n 's/^[[:space:]]*\([^ ]*\) => not found.*/\1/p'); do
    missing=yes
    echo "install.sh: $program needs $library, which is not there: install $(packages "$library")" >&2
  done
done
[ -z "$missing" ] || exit 1

echo "$files" | while IFS= read -r file; do
  mkdir -p "$prefix/$(dirname "$file")"
  # A program may be running: a file of its own takes its place.
  cp "$file" "$prefix/$file.new"
  mv -f "$prefix/$file.new" "$prefix/$file"
done
[ -d /usr/share/zoneinfo ] || echo "install.sh: there are no time zones: install tzdata to count days in one by its name" >&2
echo "Installed $(echo bin/* | cut -d / -f 2) in $prefix. To remove it again: $here/install.sh --prefix $prefix --remove"
