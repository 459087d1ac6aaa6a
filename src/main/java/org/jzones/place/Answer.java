package org.jzones.place;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jzones.model.Failure;
import org.jzones.model.Problem;

/**
 * What one host said to zones.
 *
 * @param input what the caller named it
 * @param root whether it is a host root, and not an inventory
 * @param host what it is called
 * @param zones how many zones it has; empty if nobody knows
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
        List<Placement> placements,
        List<Problem> notes,
        Optional<Instant> captured,
        Optional<Failure> failure) {
    public Answer {
        placements = List.copyOf(placements);
        notes = List.copyOf(notes);
    }

    static Answer of(String input, boolean root, String host, OptionalInt zones, List<Placement> placements) {
        return new Answer(input, root, host, zones, placements, List.of(), Optional.empty(), Optional.empty());
    }

    static Answer none(String input, boolean root, Failure failure) {
        return new Answer(
                input, root, input, OptionalInt.empty(), List.of(), List.of(), Optional.empty(), Optional.of(failure));
    }

    /** The same of a host that was captured then, if that is known. */
    Answer captured(String name, Optional<Instant> date) {
        return new Answer(input, root, name, zones, placements, notes, date, failure);
    }

    /** The same with these notes in front of others. */
    Answer with(List<Problem> more) {
        List<Problem> all = new ArrayList<>(more);
        all.addAll(notes);
        return new Answer(input, root, host, zones, placements, all, captured, failure);
    }

    /** The same with one note behind the others. */
    Answer with(Problem note) {
        List<Problem> all = new ArrayList<>(notes);
        all.add(note);
        return new Answer(input, root, host, zones, placements, all, captured, failure);
    }

    /** The same under the name that tells it from others. */
    Answer named(boolean unique) {
        return unique ? this : new Answer(input, root, input, zones, placements, notes, captured, failure);
    }
}
