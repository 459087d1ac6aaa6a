package org.jzones.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;

/** Everything below a directory: path to type, owner, mode and bytes. Two are equal if nothing has changed in between. */
public record Snapshot(Map<String, String> files) {
    private static final String LOCKS = "var/run/zones";

    /** A host root; what is in var/run/zones, and the making of that directory, does not count. */
    public static Snapshot of(TestHost host) {
        Map<String, String> files = new TreeMap<>(below(host.root()).files());
        files.keySet().removeIf(path -> path.equals("var/run") || path.startsWith(LOCKS));
        return new Snapshot(files);
    }

    /** Any directory, whole. */
    public static Snapshot below(Path directory) {
        Map<String, String> files = new TreeMap<>();
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) throws IOException {
                    files.put(directory.relativize(dir).toString(), describe(dir, attributes));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    files.put(directory.relativize(file).toString(), describe(file, attributes));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Snapshot(files);
    }

    /** What is not as it was before, one entry a file: for messages. */
    public List<String> changesSince(Snapshot before) {
        Set<String> paths = new TreeSet<>(before.files().keySet());
        paths.addAll(files.keySet());
        return paths.stream()
                .filter(path -> !Objects.equals(files.get(path), before.files().get(path)))
                .map(path -> path + ": " + before.files().get(path) + " => " + files.get(path))
                .toList();
    }

    private static String describe(Path file, BasicFileAttributes attributes) throws IOException {
        Map<String, Object> facts = Files.readAttributes(file, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
        String owner = facts.get("uid") + ":" + facts.get("gid");
        String mode = Integer.toOctalString((Integer) facts.get("mode"));
        if (attributes.isSymbolicLink()) {
            return mode + " " + owner + " -> " + Files.readSymbolicLink(file);
        }
        return mode + " " + owner + (attributes.isRegularFile() ? " " + attributes.size() + " " + sum(file) : "");
    }

    private static String sum(Path file) throws IOException {
        CRC32 sum = new CRC32();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sum.update(buffer, 0, n);
            }
        }
        return Long.toHexString(sum.getValue());
    }
}
