package org.jzones.model;

/**
 * A zone while the machine is up: its id, its run-time state, and the boot arguments of this boot in one line.
 *
 * @param id from 1; never used twice within a boot of the machine
 * @param since when it came into the state, in seconds since 1970
 */
public record RunState(int id, ZoneState state, long since, String bootArguments) {
    public RunState {
        if (state.isStored()) {
            throw new IllegalArgumentException("not a run-time state: " + state);
        }
        if (!PlainText.isPlain(bootArguments)) {
            throw new IllegalArgumentException("control character in the boot arguments");
        }
    }
}
