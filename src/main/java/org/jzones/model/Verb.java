package org.jzones.model;

import java.util.Optional;

/** The subcommands of zoneadm that act on a zone (zoneadm(1M), spec 3). */
public enum Verb {
    LIST("list"),
    VERIFY("verify"),
    INSTALL("install"),
    UNINSTALL("uninstall"),
    CLONE("clone"),
    MOVE("move"),
    DETACH("detach"),
    ATTACH("attach"),
    READY("ready"),
    BOOT("boot"),
    HALT("halt"),
    REBOOT("reboot"),
    SHUTDOWN("shutdown"),
    MARK("mark"),
    INVENTORY("inventory"),
    /** For the process that watches a zone, and for no person. */
    ENDED("ended");

    private final String word;

    Verb(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<Verb> of(String word) {
        for (Verb verb : values()) {
            if (verb.word.equals(word)) {
                return Optional.of(verb);
            }
        }
        return Optional.empty();
    }
}
