#!/bin/sh
# Puts this copy of Rapport into your menu and lets your plans open in it by a click, for you alone; with --remove it
# takes that away again. Run it once more when you have moved the folder. It writes nothing but what stands in `entries`.
set -eu

here=$(cd -- "$(dirname -- "$0")" && pwd -P)
share=${XDG_DATA_HOME:-$HOME/.local/share}
entries=$(cd -- "$here/share" && find applications icons mime -type f)

refresh() {
    # Programs that look after menus and file types; where one is missing, the desktop looks by itself.
    if command -v update-mime-database > /dev/null; then update-mime-database "$share/mime"; fi
    if command -v update-desktop-database > /dev/null; then update-desktop-database "$share/applications"; fi
    if [ -d "$share/icons/hicolor" ]; then touch "$share/icons/hicolor"; fi
}

case ${1-} in
--remove)
    printf '%s\n' "$entries" | while IFS= read -r entry; do rm -f -- "$share/$entry"; done
    refresh
    echo "Rapport is out of your menu. Your plans, and this folder, stay as they are."
    ;;
"")
    case $here in
    *[\"\\\`\$%\&\|]* | *'
'*)
        echo "A menu cannot name this folder: move it to one without any of \" \\ \` \$ % & | in its name." >&2
        exit 2
        ;;
    esac
    printf '%s\n' "$entries" | while IFS= read -r entry; do
        mkdir -p -- "$(dirname -- "$share/$entry")"
        cp -- "$here/share/$entry" "$share/$entry"
    done
    sed -e "s|^Exec=rapport |Exec=\"$here/Rapport\" |" -e "s|^TryExec=.*|TryExec=$here/Rapport|" \
        "$here/share/applications/rapport.desktop" > "$share/applications/rapport.desktop"
    refresh
    echo "Rapport is in your menu, and plans open in it. To take that away again: $here/menu-entry.sh --remove"
    ;;
*)
    echo "usage: menu-entry.sh [--remove]" >&2
    exit 2
    ;;
esac
