package org.jzones.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/**
 * What stands in front of the archive in a flash archive: lines of text in sections (flash_archive(4)). Of the sections only
 * the identification counts; what the others hold is neither run nor unpacked.
 *
 * All texts are bytes, of which nobody knows the characters: each stands as one character.
 *
 * @param cookie its first line
 * @param sections what stands in front of the archive itself, in its order
 * @param values of the identification by keyword, in lower case
 */
public record FlarHead(String cookie, List<Section> sections, Map<String, String> values) {
    private static final String COOKIE = "FlAsH-aRcHiVe-";
    private static final String BEGIN = "section_begin=";
    private static final String END = "section_end=";
    public static final String IDENTIFICATION = "identification";
    public static final String ARCHIVE = "archive";
    private static final int LONGEST = 1 << 20;
    private static final int LONGEST_LINE = 64 << 10;

    /** What an archive may be made with. */
    enum Method {
        CPIO,
        PAX
    }

    /**
     * Lines of text with a name.
     *
     * @param text the lines, each with its end
     */
    public record Section(String name, String text) {}

    public FlarHead {
        sections = List.copyOf(sections);
        values = Map.copyOf(values);
    }

    /** The value of a keyword, read as UTF-8. */
    public Optional<String> get(String keyword) {
        return Optional.ofNullable(values.get(keyword))
                .map(value -> new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    /** The sections of a name, of which there should be one at most. */
    public List<Section> named(String name) {
        return sections.stream().filter(section -> section.name().equals(name)).toList();
    }

    static boolean begins(byte[] start) {
        return new String(start, 0, Math.min(start.length, COOKIE.length()), StandardCharsets.ISO_8859_1)
                .equals(COOKIE);
    }

    /** Reads all in front of the archive itself. @throws Failure if something is wrong with it, naming the line */
    public static FlarHead read(InputStream in, String shown) throws IOException {
        return new Reading(in, shown).head();
    }

    /** True if the archive itself is compressed. @throws Failure if it is in a way that no flash archive is */
    boolean isCompressed(String shown) {
        String method = get("files_compressed_method").orElse("none");
        return switch (method) {
            case "none" -> false;
            case "compress" -> true;
            default -> throw Failure.of(Message.ARCHIVE_COMPRESSION, shown, method);
        };
    }

    /** How the archive itself was made. @throws Failure if no zone is made from such */
    Method method(String shown) {
        if (get("rootpool").isPresent() || get("bootfs").isPresent()) {
            throw Failure.of(Message.ARCHIVE_ROOTPOOL, shown);
        }
        String type = get("type").orElse("FULL");
        if (!type.equalsIgnoreCase("FULL")) {
            throw Failure.of(Message.ARCHIVE_DIFFERENTIAL, shown, type);
        }
        String method = get("files_archived_method").orElse("cpio");
        return switch (method) {
            case "cpio" -> Method.CPIO;
            case "pax" -> Method.PAX;
            default -> throw Failure.of(Message.ARCHIVE_METHOD, shown, method);
        };
    }

    /** The lines, one after the other. */
    private static final class Reading {
        private final InputStream in;
        private final String shown;
        private final List<Section> sections = new ArrayList<>();
        private final Map<String, StringBuilder> values = new LinkedHashMap<>();
        private String keyword = "";
        private int read;
        private int line;

        Reading(InputStream in, String shown) {
            this.in = in;
            this.shown = shown;
        }

        FlarHead head() throws IOException {
            String cookie = line("its first line");
            if (cookie.endsWith("\r")) {
                throw Failure.of(Message.ARCHIVE_ASCII, shown);
            }
            if (!cookie.matches(COOKIE + "[0-9]+\\.[0-9]+")) {
                throw Failure.of(Message.ARCHIVE_LINE, shown, line, ArchiveEntry.shown(cookie));
            }
            String version = cookie.substring(COOKIE.length());
            if (!version.startsWith("1.") && !version.startsWith("2.")) {
                throw Failure.of(Message.ARCHIVE_VERSION, shown, version);
            }
            requireLine(BEGIN + IDENTIFICATION);
            section(IDENTIFICATION, this::value);
            Map<String, String> texts = new LinkedHashMap<>();
            values.forEach((key, value) -> texts.put(key, value.toString()));
            otherSections();
            return new FlarHead(cookie, sections, texts);
        }

        private void value(String text) {
            int equals = text.indexOf('=');
            Optional<StringBuilder> before = Optional.ofNullable(values.get(keyword));
            if (equals > 0) {
                keyword = text.substring(0, equals).toLowerCase(Locale.ROOT);
                values.put(keyword, new StringBuilder(text.substring(equals + 1)));
            } else if (before.isPresent()) {
                before.get().append('\n').append(text); // goes on over several lines
            } else {
                throw Failure.of(Message.ARCHIVE_LINE, shown, line, ArchiveEntry.shown(text));
            }
        }

        private void otherSections() throws IOException {
            String text = line("the sections");
            while (!text.equals(BEGIN + ARCHIVE)) {
                if (!text.startsWith(BEGIN)) {
                    throw Failure.of(Message.ARCHIVE_LINE, shown, line, ArchiveEntry.shown(text));
                }
                section(text.substring(BEGIN.length()), each -> {});
                text = line("the sections");
            }
        }

        /** Reads a section that has begun, and tells its lines. */
        private void section(String name, Consumer<String> lines) throws IOException {
            StringBuilder all = new StringBuilder();
            String text = line(ArchiveEntry.shown(name));
            while (!text.equals(END + name)) {
                requireInside(text);
                lines.accept(text);
                all.append(text).append('\n');
                text = line(ArchiveEntry.shown(name));
            }
            sections.add(new Section(name, all.toString()));
        }

        private void requireInside(String text) {
            if (text.startsWith(BEGIN) || text.startsWith(END)) {
                throw Failure.of(Message.ARCHIVE_LINE, shown, line, ArchiveEntry.shown(text));
            }
        }

        private void requireLine(String wanted) throws IOException {
            String text = line(wanted);
            if (!text.equals(wanted)) {
                throw Failure.of(Message.ARCHIVE_LINE, shown, line, ArchiveEntry.shown(text));
            }
        }

        private String line(String where) throws IOException {
            line++;
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int b = next(where); b != '\n'; b = next(where)) {
                if (bytes.size() >= LONGEST_LINE) {
                    throw tooLarge();
                }
                bytes.write(b);
            }
            return bytes.toString(StandardCharsets.ISO_8859_1);
        }

        private int next(String where) throws IOException {
            int b = in.read();
            if (b < 0) {
                throw Failure.of(Message.ARCHIVE_HEAD_ENDS, shown, where);
            }
            if (++read > LONGEST) {
                throw tooLarge();
            }
            return b;
        }

        private Failure tooLarge() {
            return Failure.of(Message.ARCHIVE_HEAD_LARGE, shown, line, LONGEST_LINE >> 10, LONGEST >> 20);
        }
    }
}
