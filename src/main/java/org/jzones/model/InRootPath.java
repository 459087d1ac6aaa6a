package org.jzones.model;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** An absolute path inside the host root, in the one form zone documents may hold (spec 2.4). */
public record InRootPath(String value) {
    /** Longest path, in bytes of UTF-8. */
    public static final int MAX_BYTES = 1023;

    /** @throws IllegalArgumentException if {@link #flaw} finds one */
    public InRootPath {
        if (flaw(value).isPresent()) {
            throw new IllegalArgumentException("not a path inside a host: " + value);
        }
    }

    /** What keeps the text from being such a path: not absolute, {@code /} itself, dots, control characters, length. */
    public static Optional<Message> flaw(String text) {
        if (!text.startsWith("/")) {
            return Optional.of(Message.PATH_NOT_ABSOLUTE);
        }
        if (text.equals("/")) {
            return Optional.of(Message.PATH_IS_ROOT);
        }
        if (!isShortEnough(text)) {
            return Optional.of(Message.PATH_TOO_LONG);
        }
        if (!PlainText.isPlain(text)) {
            return Optional.of(Message.PATH_CONTROL);
        }
        for (String component : text.substring(1).split("/", -1)) {
            if (component.isEmpty() || component.equals(".") || component.equals("..")) {
                return Optional.of(Message.PATH_COMPONENT);
            }
        }
        return Optional.empty();
    }

    /** True if no more bytes are in the text than a path may have. */
    public static boolean isShortEnough(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }

    public static boolean isWellFormed(String text) {
        return flaw(text).isEmpty();
    }

    /** True if this path is the other one or lies below it. */
    public boolean isAtOrBelow(InRootPath other) {
        return value.equals(other.value) || value.startsWith(other.value + "/");
    }

    /** The path above, empty for a path directly below the root. */
    public Optional<InRootPath> parent() {
        int slash = value.lastIndexOf('/');
        return slash == 0 ? Optional.empty() : Optional.of(new InRootPath(value.substring(0, slash)));
    }

    @Override
    public String toString() {
        return value;
    }
}
