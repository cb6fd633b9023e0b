#!/bin/sh
# Puts the Rapport beside this file into your menu, and lets plans open by a click; with --remove takes that out again.
# Where the folder is moved, run it anew.
set -eu

here=$(cd -- "$(dirname -- "$0")" && pwd -P)
share=${XDG_DATA_HOME:-$HOME/.local/share}
entry=applications/rapport.desktop

if [ "${1-}" = --remove ]; then
    (cd -- "$here/share" && find . -type f) | while IFS= read -r file; do rm -f -- "$share/$file"; done
else
    case $here in
    *[\"\`\$\\%\|\&]*)
        echo "rapport: a menu entry cannot name this folder; move it to one without \" \` \$ \\ % | & in its name: $here" >&2
        exit 2
        ;;
    esac
    mkdir -p -- "$share"
    cp -R -- "$here/share/." "$share/"
    sed -e "s|^Exec=rapport|Exec=\"$here/Rapport\"|" -e "s|^TryExec=.*|TryExec=$here/Rapport|" \
        "$here/share/$entry" > "$share/$entry"
fi

# Menus and file managers look into these.
update-mime-database "$share/mime" 2> /dev/null || true
update-desktop-database "$share/applications" 2> /dev/null || true
gtk-update-icon-cache -qtf "$share/icons/hicolor" 2> /dev/null || true
