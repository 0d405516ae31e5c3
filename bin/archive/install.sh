#!/bin/sh
# Installs cl from the archive that this file came in, or takes an installation back. It needs sh and the programs that
# every system has, and writes only the files that it names.
set -eu
umask 022
# NODE_OPTIONS are for another Node, which may know options that this one does not.
unset NODE_OPTIONS

# The links to files of the program: below the prefix as they are below the program's own folder.
links='bin/cl share/man/man1/cl.1 share/bash-completion/completions/cl share/zsh/site-functions/_cl share/fish/vendor_completions.d/cl.fish'

usage='Usage: sh install.sh [--prefix DIR] [--uninstall]
  --prefix DIR  below which folder; without it ~/.local, for root /usr/local
  --uninstall   takes back what was installed there; your book stays'
elsewhere='Choose another place: sh install.sh --prefix DIR'

say() { printf '%s\n' "$@"; }
fail() {
  say "$@" >&2
  exit 1
}
wrong() {
  say "$1" "$usage" >&2
  exit 2
}

# True for a folder with cl in it, installed or unpacked.
is_program() {
  [ -f "$1/VERSION" ] && case $(cat "$1/VERSION") in 'customer-love '*) ;; *) return 1 ;; esac
}

# The target of the link of this name, from its own folder.
target_of() {
  case $1 in
    bin/*) say "../lib/customer-love/$1" ;;
    *) say "../../../lib/customer-love/$1" ;;
  esac
}

# True for a name that is free, or that of a link that was made here.
is_ours() {
  if [ -L "$prefix/$1" ]; then
    case $(readlink "$prefix/$1") in
      "$(target_of "$1")" | "$program/$1") ;;
      *) return 1 ;;
    esac
  else
    [ ! -e "$prefix/$1" ]
  fi
}

refuse_what_is_not_ours() {
  for each in $links; do
    is_ours "$each" && continue
    hint="Move it away. $elsewhere"
    case $(readlink "$prefix/$each") in
      */node_modules/customer-love/*) hint='It was installed by npm: npm uninstall --global customer-love' ;;
    esac
    fail "$prefix/$each is not of this installation. Nothing was changed." "$hint"
  done
  [ -e "$program" ] || [ -L "$program" ] || return 0
  if [ -L "$program" ] || ! is_program "$program"; then
    fail "$program is not an installation of cl. Nothing was changed." "Move it away. $elsewhere"
  fi
}

# The archive's Node has to load its part of the database here.
try_it() {
  for part in "$here"/native/*.node "$here"/node_modules/better-sqlite3/prebuilds/*.node; do
    [ -f "$part" ] || continue
    trouble=$("$here/bin/node" -e 'require(process.argv[1])' "$part" 2>&1) && return
    fail 'cl cannot run on this machine. Nothing was installed.' "$trouble" "It needs $(tail -n 1 "$here/VERSION")."
  done
  fail 'This archive is not whole. Nothing was installed.' 'Unpack it again.'
}

# Makes a folder and those above it, and remembers which of them were not there.
make_folder() {
  if [ -z "$1" ] || [ -d "$1" ]; then return; fi
  make_folder "${1%/*}"
  mkdir "$1" || fail "$1 cannot be made. Nothing was installed." "$elsewhere"
  made="$1
$made"
}

remove_made() {
  say "$made" | while read -r folder; do
    if [ -n "$folder" ] && rmdir "$folder" 2> /dev/null; then say "Removed $folder"; fi
  done
}

# Takes back an installation that is half done.
clean() {
  rm -rf "$new"
  if [ -d "$old" ] && [ ! -e "$program" ]; then mv "$old" "$program"; fi
  rm -rf "$old"
  if [ ! -e "$program" ]; then remove_made > /dev/null; fi
}

install() {
  is_program "$here" || fail "There is no cl beside $here/install.sh." 'Unpack the whole archive, and run its install.sh.'
  if [ -f "$here/made" ]; then
    fail 'This one is installed already.' 'To update it, unpack a newer archive, and run its install.sh.'
  fi
  refuse_what_is_not_ours
  try_it
  say "Installing $(head -n 1 "$here/VERSION"):" "  $program"
  for each in $links; do say "  $prefix/$each -> $(target_of "$each")"; done
  [ ! -e "$program" ] || say "It replaces $(head -n 1 "$program/VERSION")."
  made=
  [ ! -f "$program/made" ] || made=$(cat "$program/made")
  new=$program.new
  old=$program.old
  trap clean EXIT
  trap 'exit 130' HUP INT TERM
  make_folder "$prefix/lib"
  case $(cd "$prefix" && pwd -P)/ in
    "$here"/*) fail "$prefix is within what was unpacked. Nothing was installed." "$elsewhere" ;;
  esac
  for each in $links; do make_folder "$prefix/${each%/*}"; done
  rm -rf "$new"
  { mkdir "$new" && cp -R "$here"/* "$new" && say "$made" > "$new/made"; } ||
    fail "$prefix/lib cannot be written to, or is full. Nothing was installed." "$elsewhere"
  if [ -e "$program" ]; then mv "$program" "$old"; fi
  mv "$new" "$program"
  for each in $links; do make_link "$each"; done
  say 'Nothing else was written.'
  say_what_is_left
}

make_link() {
  target=$(target_of "$1")
  rm -f "$prefix/$1"
  ln -s "$target" "$prefix/$1"
  # A folder that is itself a link has another way back to the program.
  [ -e "$prefix/$1" ] || { rm -f "$prefix/$1" && ln -s "$program/$1" "$prefix/$1"; }
}

# A path as it may stand between double quotes.
from_home() {
  case $1 in
    "${HOME:-/nowhere}"/*) say "\$HOME${1#"$HOME"}" ;;
    *) say "$1" ;;
  esac
}

say_what_is_left() {
  shell=${SHELL:-sh}
  shell=${shell##*/}
  bin=$prefix/bin
  case ":${PATH:-}:" in
    *":$bin:"* | *":$bin/:"*)
      found=$(command -v cl || :)
      case $found in "$bin/cl" | "$bin//cl") ;; *) say "But another cl comes before it in your PATH: $found" ;; esac
      ;;
    *) say 'Your shell does not look there yet. Type this, then open a new terminal:' "  $(line_for_path)" ;;
  esac
  # Other shells than these have no completion of cl.
  case $shell in
    bash) { [ -f /usr/share/bash-completion/bash_completion ] && reads_share; } || completion='>> ~/.bashrc' ;;
    zsh) [ "$prefix" = /usr/local ] || completion='>> ~/.zshrc' ;;
    fish) reads_share || completion='> ~/.config/fish/completions/cl.fish' ;;
  esac
  [ -z "${completion:-}" ] || say "For the tab key, type: cl completion $shell $completion"
  say 'To begin: cl   To look around: cl demo   The manual: man cl' \
    "To take it back: sh \"$(from_home "$program/install.sh")\" --uninstall"
}

line_for_path() {
  case $shell in
    fish) say "fish_add_path \"$(from_home "$bin")\"" ;;
    bash | zsh) say "echo 'export PATH=\"$(from_home "$bin"):\$PATH\"' >> ~/.${shell}rc" ;;
    *) say "echo 'export PATH=\"$(from_home "$bin"):\$PATH\"' >> ~/.profile" ;;
  esac
}

# True when bash and fish look for completions below this prefix.
reads_share() {
  case ":${XDG_DATA_HOME:-${HOME:-}/.local/share}:${XDG_DATA_DIRS:-/usr/local/share:/usr/share}:" in
    *":$prefix/share:"* | *":$prefix/share/:"*) ;;
    *) return 1 ;;
  esac
}

uninstall() {
  if [ -L "$program" ] || ! is_program "$program" || [ ! -f "$program/made" ]; then
    fail "$program was not installed by install.sh." 'Say where it is: sh install.sh --uninstall --prefix DIR'
  fi
  end_reminder
  made=$(cat "$program/made")
  for each in $links; do
    if [ -L "$prefix/$each" ] && is_ours "$each"; then
      rm -f "$prefix/$each"
      say "Removed $prefix/$each"
    fi
  done
  # The shell has this very file open, and reads on.
  rm -rf "$program"
  say "Removed $program"
  remove_made
  say_what_stays
}

# A reminder would look for the program each morning.
end_reminder() {
  reminders=$({
    cat "${XDG_CONFIG_HOME:-${HOME:-}/.config}/systemd/user/customer-love-remind.service"
    crontab -l
  } 2> /dev/null || :)
  case $reminders in *"$(cd "$program" && pwd -P)/bin/"*) "$program/bin/cl" remind --off || : ;; esac
}

say_what_stays() {
  settings=${XDG_CONFIG_HOME:-${HOME:-}/.config}/customer-love
  book=${CL_BOOK:-${XDG_DATA_HOME:-${HOME:-}/.local/share}/customer-love/book.db}
  case $book in
    postgres*://*) say 'Your book stays on its server.' ;;
    *)
      if [ -e "$book" ]; then
        say "Your book stays, with its snapshots beside it: $book"
      else
        say "There is no book at $book. A book elsewhere stays there."
      fi
      ;;
  esac
  if [ -d "$settings" ]; then say "The settings of this laptop stay: $settings"; fi
}

here=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
prefix=
action=install
while [ $# -gt 0 ]; do
  case $1 in
    --prefix)
      prefix=${2:-}
      [ -n "$prefix" ] || wrong '--prefix needs a folder.'
      shift
      ;;
    --prefix=?*) prefix=${1#--prefix=} ;;
    --uninstall) action=uninstall ;;
    --help | -h)
      say "$usage"
      exit
      ;;
    *) wrong "$1 is none of its options." ;;
  esac
  shift
done
if [ -z "$prefix" ]; then
  if [ -f "$here/made" ]; then
    # The installed copy of this file knows its prefix.
    prefix=${here%/lib/customer-love}
  elif [ "$(id -u)" = 0 ]; then
    prefix=/usr/local
  else
    [ -n "${HOME:-}" ] || wrong 'There is no home folder to install it in.'
    prefix=$HOME/.local
  fi
fi
case $prefix in /*) ;; *) prefix=$(pwd -P)/$prefix ;; esac
if [ -d "$prefix" ]; then prefix=$(cd "$prefix" && pwd); fi
while [ "$prefix" != "${prefix%/}" ]; do prefix=${prefix%/}; done
program=$prefix/lib/customer-love
$action
exit
