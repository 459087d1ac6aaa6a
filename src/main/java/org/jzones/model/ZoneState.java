package org.jzones.model;

import java.util.Optional;

/** The states of a zone (zones(5), spec 1.4), in the order of its life. */
public enum ZoneState {
    CONFIGURED("configured"),
    INCOMPLETE("incomplete"),
    INSTALLED("installed"),
    READY("ready"),
    RUNNING("running"),
    SHUTTING_DOWN("shutting_down"),
    DOWN("down");

    private final String word;

    ZoneState(String word) {
        this.word = word;
    }

    /** The word in the index and in {@code zoneadm list}. */
    public String word() {
        return word;
    }

    /** True for the states that the index stores; the others exist only while the machine is up. */
    public boolean isStored() {
        return this == CONFIGURED || this == INCOMPLETE || this == INSTALLED;
    }

    /** The state of this word, if it is one. */
    public static Optional<ZoneState> of(String word) {
        for (ZoneState state : values()) {
            if (state.word.equals(word)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    /** The stored state of this word, if it is one. */
    public static Optional<ZoneState> stored(String word) {
        return of(word).filter(ZoneState::isStored);
    }
}
