package org.jzones.software.dpkg;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.RegularFile;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Numbers;
import org.jzones.model.OneLine;

/**
 * The packages of a host, var/lib/dpkg/status, with what var/lib/dpkg/updates holds while dpkg is at work (spec 5.9). It is
 * read as it is: nobody is waited for, and what is half installed is not installed. Of a package that stands there twice the
 * last counts, as for dpkg itself.
 */
final class StatusFile {
    private static final String ANY_ARCHITECTURE = "all";
    private static final String OF_DPKG = "dpkg";

    private final Layout layout;
    private final Map<String, Stanza> stanzas = new LinkedHashMap<>();

    private StatusFile(Layout layout) {
        this.layout = layout;
    }

    /** Fields of a package, of which those that are not there are empty. */
    private record Stanza(Map<String, String> fields) {
        String get(String field) {
            return fields.getOrDefault(field, "");
        }

        boolean isInstalled() {
            return get("status").endsWith(" installed");
        }
    }

    /**
     * The packages that are installed, by name.
     *
     * @throws Failure if there is no status file, or it cannot be understood: an incomplete list is worse than none
     */
    static List<Installed> read(Layout layout) {
        StatusFile status = new StatusFile(layout);
        status.add(layout.dpkgStatus());
        status.updates().forEach(status::add);
        return status.installed();
    }

    private List<Path> updates() {
        Path directory = layout.dpkgUpdates();
        String @Nullable [] names = directory.toFile().list();
        return names == null
                ? List.of()
                : Arrays.stream(names)
                        .filter(Numbers::isDigits)
                        .sorted()
                        .map(directory::resolve)
                        .toList();
    }

    private void add(Path file) {
        byte[] bytes;
        try {
            bytes = RegularFile.read(file, layout.shown(file));
        } catch (NoSuchFileException e) {
            if (file.equals(layout.dpkgStatus())) {
                throw Failure.of(Message.DPKG_MISSING, layout.shown(file));
            }
            return; // dpkg has done with it meanwhile
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(file), e);
        }
        if (bytes.length > 0 && bytes[bytes.length - 1] != '\n') {
            throw bad(file, "its last line has no end");
        }
        new Reader(file, bytes).read();
    }

    private Failure bad(Path file, String why) {
        return Failure.of(Message.DPKG_STATUS_BAD, layout.shown(file), why);
    }

    /** Goes through the lines of a file once; of most fields only the first letter is looked at. */
    private final class Reader {
        private final Path file;
        private final byte[] bytes;
        private Map<String, String> fields = new LinkedHashMap<>();
        private String last = "";

        Reader(Path file, byte[] bytes) {
            this.file = file;
            this.bytes = bytes;
        }

        void read() {
            int start = 0;
            boolean any = false;
            while (start < bytes.length) {
                int end = start;
                while (bytes[end] != '\n') {
                    end++;
                }
                int next = end + 1;
                if (end > start && bytes[end - 1] == '\r') {
                    end--;
                }
                if (end > start) {
                    any = true;
                    line(start, end);
                } else if (any) {
                    finish();
                    any = false;
                }
                start = next;
            }
            if (any) {
                finish();
            }
        }

        private void line(int start, int end) {
            byte first = bytes[start];
            if (first == ' ' || first == '\t') {
                if (!last.isEmpty()) {
                    fields.merge(last, text(start, end), (before, more) -> before + " " + more);
                }
                return;
            }
            last = "";
            if ("PpSsVvAaDd".indexOf(first) < 0) {
                return;
            }
            int colon = start;
            while (colon < end && bytes[colon] != ':') {
                colon++;
            }
            String field = Field.named(bytes, start, colon);
            if (!field.isEmpty() && colon < end) {
                last = field;
                fields.put(last, text(colon + 1, end));
            }
        }

        private String text(int start, int end) {
            return new String(bytes, start, end - start, StandardCharsets.UTF_8).strip();
        }

        private void finish() {
            Stanza stanza = new Stanza(fields);
            fields = new LinkedHashMap<>();
            last = "";
            String name = stanza.get("package");
            if (name.isEmpty()) {
                throw bad(file, "there is a package without a name in it");
            }
            if (stanza.isInstalled()) {
                if (!PackageNames.isName(name)) {
                    throw Failure.of(Message.DPKG_NAME, layout.shown(file), OneLine.of(name));
                }
                if (stanza.get("version").isEmpty()) {
                    throw bad(file, "the package " + name + " has no version in it");
                }
            }
            stanzas.put(name + ":" + stanza.get("architecture"), stanza);
        }
    }

    /** The fields that matter here, by their names in small letters. */
    private static final class Field {
        private static final List<String> NAMES =
                List.of("package", "status", "version", "architecture", "depends", "pre-depends", "provides");

        /** The one that the bytes name; nothing for others. */
        static String named(byte[] bytes, int start, int end) {
            for (String name : NAMES) {
                if (name.length() == end - start && isAt(name, bytes, start)) {
                    return name;
                }
            }
            return "";
        }

        private static boolean isAt(String name, byte[] bytes, int start) {
            for (int i = 0; i < name.length(); i++) {
                byte b = bytes[start + i];
                if ((b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b) != name.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    private List<Installed> installed() {
        List<Stanza> there =
                stanzas.values().stream().filter(Stanza::isInstalled).toList();
        if (there.isEmpty()) {
            throw bad(layout.dpkgStatus(), "there is no package in it that is installed");
        }
        String own = ownArchitecture(there);
        List<Installed> installed = new ArrayList<>();
        for (Stanza stanza : there) {
            String pkg = stanza.get("package");
            String architecture = stanza.get("architecture");
            boolean isOwn = architecture.equals(own) || architecture.equals(ANY_ARCHITECTURE);
            String dependencies = stanza.get("pre-depends") + "," + stanza.get("depends");
            installed.add(new Installed(
                    pkg,
                    isOwn ? pkg : pkg + ":" + OneLine.of(architecture),
                    PackageNames.version(stanza.get("version")),
                    architecture,
                    dependencies,
                    stanza.get("provides")));
        }
        installed.sort((one, other) -> one.name().compareTo(other.name()));
        return installed;
    }

    /** That of dpkg itself; on a host without, that of the first package that has one. */
    private static String ownArchitecture(List<Stanza> there) {
        return there.stream()
                .filter(stanza -> stanza.get("package").equals(OF_DPKG))
                .map(stanza -> stanza.get("architecture"))
                .findFirst()
                .or(() -> there.stream()
                        .map(stanza -> stanza.get("architecture"))
                        .filter(architecture -> !architecture.equals(ANY_ARCHITECTURE))
                        .findFirst())
                .orElse(ANY_ARCHITECTURE);
    }
}
