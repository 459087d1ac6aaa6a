package org.jzones.startup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The start-up archives of an installation (spec 1.5), one a JDK, named by the content of the jars and the Java version.
 *
 * <p>An archive and all the jars get one and the same time of modification. The launchers use an archive only while that
 * is so: whatever is changed, cut off or damaged in place afterwards has another time.
 */
final class StartupArchives {
    private static final int HASH_LENGTH = 16;

    private final Path library;
    private final Path optionsFile;
    private final List<String> report = new ArrayList<>();

    /**
     * @param library the directory of jzones.jar, with the jars it needs in lib
     * @param optionsFile how the launchers start Java
     */
    StartupArchives(Path library, Path optionsFile) {
        this.library = library;
        this.optionsFile = optionsFile;
    }

    private Path directory() {
        return library.resolve("archives");
    }

    /** Makes those that are missing or out of date, and removes all others; returns what was done. */
    List<String> make(List<Jdk> jdks) throws IOException {
        List<Path> jars = jars();
        String hash = hash(jars);
        Files.createDirectories(directory());
        FileTime time = commonTime(jars);
        Files.writeString(directory().resolve("place"), library + "\n");
        List<Path> wanted = new ArrayList<>(List.of(directory().resolve("place")));
        for (Jdk jdk : jdks) {
            Path archive = directory().resolve(hash + "-" + jdk.version() + jdk.archiveSuffix());
            wanted.add(archive);
            if (!Files.exists(archive) || !Files.getLastModifiedTime(archive).equals(time)) {
                make(jdk, archive, time);
            }
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory())) {
            for (Path file : files) {
                if (!wanted.contains(file)) {
                    Files.delete(file);
                }
            }
        }
        return report;
    }

    private void make(Jdk jdk, Path archive, FileTime time) throws IOException {
        Files.deleteIfExists(archive);
        Path temporary = Path.of(archive + "." + ProcessHandle.current().pid() + ".tmp");
        Path work = Files.createTempDirectory("jzones-training");
        try {
            List<String> options = List.of("@" + optionsFile);
            new ArchiveMaker(jdk, options, library.resolve("jzones.jar").toString())
                    .make(temporary, List.of("org.jzones.Main", "training", work.toString()));
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-r--r--"));
            Files.setLastModifiedTime(temporary, time);
            Files.move(temporary, archive, StandardCopyOption.ATOMIC_MOVE);
            report.add("start-up archive for Java " + jdk.version() + ": " + archive);
        } catch (IOException e) {
            report.add(
                    "no start-up archive for Java " + jdk.version() + ", which starts slower then: " + e.getMessage());
        } finally {
            Files.deleteIfExists(temporary);
            Trash.remove(work);
        }
    }

    /** All jars of the installation, jzones.jar first. */
    private List<Path> jars() throws IOException {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(library.resolve("lib"), "*.jar")) {
            files.forEach(jars::add);
        }
        jars.sort(null);
        jars.add(0, library.resolve("jzones.jar"));
        return jars;
    }

    private String hash(List<Path> jars) throws IOException {
        MessageDigest digest = sha256();
        List<Path> files = new ArrayList<>(jars);
        files.add(optionsFile);
        for (Path file : files) {
            digest.update((file.getFileName() + "\n").getBytes(StandardCharsets.UTF_8));
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_LENGTH);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The time all jars have; if they differ, they get that of now, in whole seconds, which survive every way of copying. */
    private static FileTime commonTime(List<Path> jars) throws IOException {
        FileTime time = Files.getLastModifiedTime(jars.get(0));
        boolean same =
                FileTime.from(time.to(TimeUnit.SECONDS), TimeUnit.SECONDS).equals(time);
        for (Path jar : jars) {
            same &= Files.getLastModifiedTime(jar).equals(time);
        }
        if (same) {
            return time;
        }
        FileTime now = FileTime.from(Instant.now().getEpochSecond() + 1, TimeUnit.SECONDS);
        for (Path jar : jars) {
            Files.setLastModifiedTime(jar, now);
        }
        return now;
    }
}
