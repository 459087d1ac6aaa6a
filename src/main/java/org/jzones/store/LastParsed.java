package org.jzones.store;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** What a file was parsed to last: a command reads it again under the lock, and mostly finds the same bytes. */
final class LastParsed<T> {
    private byte[] bytes = {};
    private Optional<T> parsed = Optional.empty();

    /** The bytes parsed, unless they are those of the last time. */
    T of(byte[] now, Function<byte[], T> parser) {
        if (parsed.isEmpty() || !Arrays.equals(bytes, now)) {
            parsed = Optional.of(parser.apply(now));
            bytes = now;
        }
        return parsed.get();
    }
}
