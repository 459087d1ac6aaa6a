package org.jzones.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jzones.model.FileNames;

/** Paths in a tree that is the root of other programs, with links followed as these would: none leads out of it. */
public final class InnerPath {
    private static final int MOST_LINKS = 40;

    private InnerPath() {}

    /**
     * The path without links that a path leads to, of a file that may not be there; nothing but the empty text for the root
     * itself. If there are too many links it is one of these.
     *
     * @param place where a path without links is on the caller's file system; empty for what cannot be seen from here, and
     *     then the answer is
     * @param isMount whether something is mounted at a path, which is no link then
     * @throws IOException if a link cannot be read
     */
    public static Optional<String> real(String path, Function<String, Optional<Path>> place, Predicate<String> isMount)
            throws IOException {
        Deque<String> todo = new ArrayDeque<>(List.of(FileNames.require(path).split("/")));
        String at = "";
        int links = 0;
        while (!todo.isEmpty()) {
            String component = todo.pop();
            if (component.isEmpty() || component.equals(".")) {
                continue;
            }
            if (component.equals("..")) {
                at = at.isEmpty() ? at : at.substring(0, at.lastIndexOf('/'));
                continue;
            }
            String next = at + "/" + component;
            Optional<Path> file = place.apply(next);
            if (file.isEmpty()) {
                return Optional.empty();
            }
            if (isMount.test(next) || !Files.isSymbolicLink(file.get())) {
                at = next;
                continue;
            }
            if (++links > MOST_LINKS) {
                return Optional.of(next);
            }
            String target = FileNames.require(Files.readSymbolicLink(file.get()).toString());
            at = target.startsWith("/") ? "" : at;
            String[] components = target.split("/");
            for (int i = components.length - 1; i >= 0; i--) {
                todo.push(components[i]);
            }
        }
        return Optional.of(at);
    }
}
