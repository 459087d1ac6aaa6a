package org.jzones.model;

/**
 * A zone while the machine is up: its id, its run-time state, and how it came into it.
 *
 * @param id from 1; never used twice within a boot of the machine
 * @param since when it came into the state, in seconds since 1970
 * @param brand the brand it runs as, which nothing changes that happens to its document meanwhile
 * @param bootArguments those of this boot, in one line
 */
public record RunState(int id, ZoneState state, long since, String brand, String bootArguments) {
    public RunState {
        if (state.isStored()) {
            throw new IllegalArgumentException("not a run-time state: " + state);
        }
        if (!PlainText.isPlain(bootArguments)) {
            throw new IllegalArgumentException("control character in the boot arguments");
        }
    }
}
