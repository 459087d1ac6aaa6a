package org.jzones.place;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jzones.model.Failure;
import org.jzones.model.HostCapacity;
import org.jzones.model.Problem;

/**
 * What one host said to zones.
 *
 * @param input what the caller named it
 * @param root whether it is a host root, and not an inventory
 * @param host what it is called
 * @param zones how many zones it has; empty if nobody knows
 * @param running how many of them were running; empty if nobody knows
 * @param capacity what it has for zones
 * @param placements one for each zone that was asked for
 * @param notes what else there is to know of what was read
 * @param captured when the host was captured, if it is a capture that tells
 * @param failure why nothing was said
 */
public record Answer(
        String input,
        boolean root,
        String host,
        OptionalInt zones,
        OptionalInt running,
        HostCapacity capacity,
        List<Placement> placements,
        List<Problem> notes,
        Optional<Instant> captured,
        Optional<Failure> failure) {
    public Answer {
        placements = List.copyOf(placements);
        notes = List.copyOf(notes);
    }

    static Answer of(String input, boolean root, String host, OptionalInt zones, List<Placement> placements) {
        return new Answer(
                input,
                root,
                host,
                zones,
                OptionalInt.empty(),
                HostCapacity.UNKNOWN,
                placements,
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    static Answer none(String input, boolean root, Failure failure) {
        return new Answer(
                input,
                root,
                input,
                OptionalInt.empty(),
                OptionalInt.empty(),
                HostCapacity.UNKNOWN,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.of(failure));
    }

    /** The same of a host of this size; of its zones so many were running. */
    Answer sized(HostCapacity size, OptionalInt up) {
        return new Answer(input, root, host, zones, up, size, placements, notes, captured, failure);
    }

    /** How many zones have to share what it has: those that run, or else all that there are. */
    int sharing() {
        return running.orElse(zones.orElse(0));
    }

    /** The same of a host that was captured then, if that is known. */
    Answer captured(String name, Optional<Instant> date) {
        return new Answer(input, root, name, zones, running, capacity, placements, notes, date, failure);
    }

    /** The same with these notes in front of others. */
    Answer with(List<Problem> more) {
        List<Problem> all = new ArrayList<>(more);
        all.addAll(notes);
        return new Answer(input, root, host, zones, running, capacity, placements, all, captured, failure);
    }

    /** The same with one note behind the others. */
    Answer with(Problem note) {
        List<Problem> all = new ArrayList<>(notes);
        all.add(note);
        return new Answer(input, root, host, zones, running, capacity, placements, all, captured, failure);
    }

    /** The same under the name that tells it from others. */
    Answer named(boolean unique) {
        return unique
                ? this
                : new Answer(input, root, input, zones, running, capacity, placements, notes, captured, failure);
    }
}
