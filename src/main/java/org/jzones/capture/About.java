package org.jzones.capture;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/**
 * What a capture says of itself, jzones-capture/about: lines {@code key=value}.
 *
 * @param host what it is called
 * @param date when it was taken; empty if it does not say so
 * @param byRoot whether root has taken it, who alone can read everything
 */
record About(String host, Optional<Instant> date, boolean byRoot) {
    static final String FORMAT = "jzones-capture-1";

    private static final int LONGEST_NAME = 255;

    /** @throws Failure if it is of another format, or names no host */
    static About parse(byte[] bytes, String shown) {
        Map<String, String> values = new HashMap<>();
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("[\r\n]+")) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.putIfAbsent(
                        line.substring(0, equals), line.substring(equals + 1).strip());
            }
        }
        String format = values.getOrDefault("format", "");
        if (!format.equals(FORMAT)) {
            throw Failure.of(Message.CAPTURE_FORMAT, shown, format, FORMAT);
        }
        String host = values.getOrDefault("host", "");
        if (!isName(host)) {
            throw Failure.of(Message.CAPTURE_NO_HOST, shown, host);
        }
        return new About(
                host,
                date(values.getOrDefault("date", "")),
                values.getOrDefault("by", "").equals("root"));
    }

    /** A name that a directory can have too. */
    static boolean isName(String host) {
        return !host.isEmpty()
                && host.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME
                && !host.equals(".")
                && !host.equals("..")
                && host.chars().noneMatch(c -> c == '/' || c == '\uFFFD' || Character.isISOControl(c));
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
