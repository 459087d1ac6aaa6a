package org.jzones.cli;

import java.util.Optional;

/** Finds in what is typed at a console what is meant for us: a character that begins a line, and the one behind it. */
final class Escape {
    /** What is meant. */
    enum Meaning {
        NOTHING,
        LEAVE,
        HELP
    }

    /**
     * What has become of some keys.
     *
     * @param keys those for the console, one character a byte
     * @param meaning what came last, for us; what was typed behind it is lost
     */
    record Typed(String keys, Meaning meaning) {}

    private final Optional<Character> character;
    private boolean isLineBegun;
    private boolean isHeld;

    /** @param character empty if nothing is meant for us */
    Escape(Optional<Character> character) {
        this.character = character;
    }

    Typed take(byte[] buffer, int length) {
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < length; i++) {
            char key = (char) (buffer[i] & 0xFF);
            if (isHeld) {
                isHeld = false;
                if (key == '.' || key == '?') {
                    return new Typed(keys.toString(), key == '.' ? Meaning.LEAVE : Meaning.HELP);
                }
                keys.append(character.orElseThrow());
                isLineBegun = true;
                if (isEscape(key)) {
                    continue; // typed twice it is itself
                }
            } else if (!isLineBegun && isEscape(key)) {
                isHeld = true;
                continue;
            }
            keys.append(key);
            isLineBegun = key != '\r' && key != '\n';
        }
        return new Typed(keys.toString(), Meaning.NOTHING);
    }

    private boolean isEscape(char key) {
        return character.filter(escape -> escape == key).isPresent();
    }

    String help() {
        String shown = character.map(String::valueOf).orElse("");
        return shown + ".  leave the console\n" + shown + shown + "  type " + shown + "\n" + shown + "?  this help\n";
    }
}
