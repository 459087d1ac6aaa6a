package org.jzones.bits;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.RegularFile;
import org.jzones.file.Trees;
import org.jzones.model.FileNames;

/**
 * The copies in a sparse zone's etc that belong to the host's programs, and would grow old with them (spec 5, 8.3): the list
 * of libraries, and which of several programs goes by a common name. A note in the zonepath says what they were when they
 * were made: what the zone has changed since stays as it is.
 */
public final class HostCopies {
    static final String ALTERNATIVES = "alternatives";
    static final String LIBRARIES = "ld.so.cache";
    /** In the note, no name of a copy: the host's last change that was looked at. */
    private static final String SEEN = "seen";

    private static final int MOST = 4096;

    private final Trees trees;
    private final Layout host;
    private final Path zonepath;
    private final Path root;
    private final Path etc;
    private final Path note;

    /** @param trees those of the host */
    public HostCopies(Trees trees, String zonepath) {
        this.trees = trees;
        this.host = trees.layout();
        this.zonepath = host.zonepath(zonepath);
        this.root = host.zoneRoot(zonepath);
        this.etc = root.resolve("etc");
        this.note = host.copiesNote(zonepath);
    }

    /** Writes down what the copies are now, when the zone has just got them. */
    void note() {
        Map<String, String> states = states(etc);
        states.put(SEEN, lastChange());
        write(states);
    }

    /**
     * Brings what is as it was made, and is different on the host by now, to what it is there. Does nothing for a zone that
     * has no note. The zone must not run.
     *
     * @throws org.jzones.model.Failure if the disk does not take it, or somebody else has put something in the place of the
     *     note
     */
    public void refresh() {
        if (!Layout.exists(note) || !new ZonePlaces(root, trees).isReal(etc)) {
            return;
        }
        Map<String, String> made = read();
        String change = lastChange();
        if (change.equals(made.get(SEEN))) {
            return;
        }
        made.remove(SEEN);
        Map<String, String> inZone = states(etc);
        Map<String, String> onHost = states(host.resolve("etc"));
        Map<String, String> now = new TreeMap<>(made);
        Set<String> names = new TreeSet<>(onHost.keySet());
        names.addAll(made.keySet());
        for (String name : names) {
            Optional<String> before = Optional.ofNullable(made.get(name));
            Optional<String> there = Optional.ofNullable(inZone.get(name));
            Optional<String> wanted = Optional.ofNullable(onHost.get(name));
            boolean isTheZones = before.isEmpty() && Layout.exists(etc.resolve(name));
            if (!isTheZones && before.equals(there) && !wanted.equals(there) && replace(name, wanted.isPresent())) {
                wanted.ifPresentOrElse(state -> now.put(name, state), () -> now.remove(name));
            }
        }
        now.put(SEEN, change);
        write(now);
    }

    /** When the host's own were last changed: links are replaced, never written to, and that is a change of their directory. */
    private String lastChange() {
        return Stream.of(LIBRARIES, ALTERNATIVES)
                .map(name -> changed(host.resolve("etc").resolve(name)))
                .collect(Collectors.joining(","));
    }

    private String changed(Path file) {
        try {
            return Long.toString(
                    Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).to(TimeUnit.NANOSECONDS));
        } catch (IOException e) {
            if (FileTrouble.isAbsence(e)) {
                return "";
            }
            throw FileTrouble.reading(host.shown(file), e);
        }
    }

    /** Gives the zone what the host has of this name; false if its own directory of it is none. */
    private boolean replace(String name, boolean isOnHost) {
        Path target = etc.resolve(name);
        Path above = target.getParent();
        if (above == null || !Files.isDirectory(above, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (!isOnHost) {
            trees.removeWithin(zonepath, target);
            return true;
        }
        Path source = host.resolve("etc").resolve(name);
        // made where nobody in the zone can reach it
        Path fresh = note.resolveSibling(note.getFileName() + ".new");
        trees.remove(fresh);
        if (Files.isSymbolicLink(source)) {
            trees.makeLink(fresh, trees.linkTarget(source));
        } else {
            trees.write(fresh, bytes(source).orElse(new byte[0]));
        }
        trees.renameWithin(zonepath, fresh, target);
        return true;
    }

    /** What there is of the copies in this etc: by name, a digest of a file or the target of a link. */
    private Map<String, String> states(Path directory) {
        Map<String, String> states = new TreeMap<>();
        bytes(directory.resolve(LIBRARIES)).ifPresent(bytes -> states.put(LIBRARIES, digest(bytes)));
        Path alternatives = directory.resolve(ALTERNATIVES);
        if (Files.isDirectory(alternatives, LinkOption.NOFOLLOW_LINKS)) {
            for (String name : trees.names(alternatives)) {
                Path link = alternatives.resolve(name);
                if (states.size() < MOST && FileNames.isReadable(name) && Files.isSymbolicLink(link)) {
                    byte[] target = trees.linkTarget(link).getBytes(StandardCharsets.UTF_8);
                    states.put(ALTERNATIVES + "/" + name, digest(target));
                }
            }
        }
        return states;
    }

    private Optional<byte[]> bytes(Path file) {
        try {
            return RegularFile.readIfRegular(file, host);
        } catch (IOException e) {
            throw FileTrouble.reading(host.shown(file), e);
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> read() {
        try {
            Map<String, String> states = new TreeMap<>();
            String text = new String(RegularFile.read(note, host.shown(note)), StandardCharsets.UTF_8);
            for (String line : text.lines().toList()) {
                int blank = line.indexOf(' ');
                String name = line.substring(blank + 1);
                boolean isOurs = name.equals(LIBRARIES)
                        || name.equals(SEEN)
                        || (name.startsWith(ALTERNATIVES + "/") && isName(name.substring(ALTERNATIVES.length() + 1)));
                if (blank > 0 && isOurs) {
                    states.put(name, line.substring(0, blank));
                }
            }
            return states;
        } catch (IOException e) {
            throw FileTrouble.reading(host.shown(note), e);
        }
    }

    private static boolean isName(String text) {
        return FileNames.isReadable(text) && text.indexOf('/') < 0 && !text.equals(".") && !text.equals("..");
    }

    private void write(Map<String, String> states) {
        StringBuilder text = new StringBuilder();
        states.forEach(
                (name, state) -> text.append(state).append(' ').append(name).append('\n'));
        trees.write(note, text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
