package org.jzones.capture;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jzones.file.FileTrouble;
import org.jzones.file.PrivateDirectory;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;

/**
 * A host that comes as one file: as jzones-capture has taken it (spec 7.1, 7.2), what is used of it lies in a directory of our
 * own, as a host root, until this is closed; or as Explorer has collected it (spec 7.3).
 */
public final class CapturedHost implements AutoCloseable {
    private static final String PREFIX = "jzones-capture-";
    private static final int HEADER = 512;
    private static final int MAGIC_AT = 257;
    private static final String MAGIC = "ustar";
    private static final Duration OLD = Duration.ofDays(30);

    private final PrivateDirectory directory;
    private final String shown;
    private final Path root;
    private final About about;
    private final Optional<Explorer> explorer;
    private final List<Problem> notes;

    private CapturedHost(
            PrivateDirectory directory,
            String shown,
            Path root,
            About about,
            Optional<Explorer> explorer,
            List<Problem> notes) {
        this.directory = directory;
        this.shown = shown;
        this.root = root;
        this.about = about;
        this.explorer = explorer;
        this.notes = List.copyOf(notes);
    }

    /** Whether a file is, by its first bytes, an archive that can be a captured host: tar, as it is or compressed. */
    public static boolean is(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(2);
            int magic = in.read() << 8 | in.read();
            in.reset();
            return switch (magic) {
                case 0x1f9d -> true;
                case 0x1f8b -> isTar(new GZIPInputStream(in));
                default -> isTar(in);
            };
        } catch (IOException e) {
            return false; // whoever reads it as something else says what is wrong
        }
    }

    private static boolean isTar(InputStream in) throws IOException {
        byte[] header = in.readNBytes(HEADER);
        return header.length == HEADER
                && new String(header, MAGIC_AT, MAGIC.length(), StandardCharsets.US_ASCII).equals(MAGIC);
    }

    /**
     * Reads a capture.
     *
     * @param place where its files are kept meanwhile; empty where temporary files are otherwise
     * @throws Failure if it is none, ends too early, is damaged, or is more than any capture
     */
    public static CapturedHost open(Path file, Optional<Path> place) {
        PrivateDirectory directory = PrivateDirectory.make(PREFIX, place);
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString(), directory);
        } catch (IOException e) {
            directory.close();
            throw FileTrouble.reading(file.toString(), e);
        } catch (RuntimeException | Error e) {
            directory.close();
            throw e;
        }
    }

    private static CapturedHost read(InputStream in, String shown, PrivateDirectory directory) throws IOException {
        Path unpacked = Files.createDirectory(directory.path().resolve("root"));
        CaptureReader reader = new CaptureReader(shown, unpacked);
        reader.read(in);
        reader.end();
        Optional<byte[]> text = reader.kept(CaptureNames.ABOUT);
        Optional<Path> collected = text.isPresent() ? Optional.empty() : collected(unpacked, shown);
        if (collected.isPresent()) {
            Explorer explorer = Explorer.read(collected.get(), shown);
            About about = new About(explorer.host(), explorer.date(), true);
            return new CapturedHost(
                    directory, shown, collected.get(), about, Optional.of(explorer), notes(reader, about, shown));
        }
        About about = About.parse(
                text.orElseThrow(() -> Failure.of(Message.CAPTURE_UNKNOWN, shown, CaptureNames.ABOUT)), shown);
        // an inventory is called like the root directory where the host has no name of its own
        Path root = Files.move(
                unpacked,
                Files.createDirectory(directory.path().resolve("host")).resolve(about.host()));
        return new CapturedHost(directory, shown, root, about, Optional.empty(), notes(reader, about, shown));
    }

    /** Where what Explorer has collected lies, if the archive is of it: below one directory, or as it is. */
    private static Optional<Path> collected(Path unpacked, String shown) throws IOException {
        List<Path> places = new ArrayList<>();
        if (Explorer.is(unpacked)) {
            places.add(unpacked);
        }
        try (DirectoryStream<Path> tops = Files.newDirectoryStream(unpacked, Explorer::is)) {
            tops.forEach(places::add);
        }
        if (places.size() > 1) {
            throw Failure.of(Message.EXPLORER_SEVERAL, shown);
        }
        return places.stream().findFirst();
    }

    private static List<Problem> notes(CaptureReader reader, About about, String shown) {
        List<Problem> notes = new ArrayList<>();
        if (!about.byRoot()) {
            notes.add(Problem.of(Message.CAPTURE_BY_OTHER));
        }
        List<String> warnings = reader.text(CaptureNames.WARNINGS)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        if (!warnings.isEmpty()) {
            int more = warnings.size() - 1;
            String rest = more == 0 ? "" : " (and " + more + " more)";
            notes.add(Problem.of(Message.CAPTURE_WARNINGS, warnings.get(0) + rest));
        }
        if (reader.text(CaptureNames.PARTIAL).lines().anyMatch("contents=directories"::equals)) {
            notes.add(Problem.of(Message.CAPTURE_PARTIAL));
        }
        if (reader.leftOut() > 0) {
            notes.add(Problem.of(Message.CAPTURE_LEFT_OUT, shown, reader.leftOut(), reader.firstLeftOut()));
        }
        return notes;
    }

    /**
     * The root of the host, until this is closed.
     *
     * @throws Failure if there is only what Explorer has collected
     */
    public Path root() {
        if (explorer.isPresent()) {
            throw Failure.of(Message.EXPLORER_IS_NO_ROOT, shown);
        }
        return root;
    }

    /** What there is instead of a root, if Explorer has collected it. */
    public Optional<Explorer> explorer() {
        return explorer;
    }

    /** What it is called. */
    public String host() {
        return about.host();
    }

    /** When it was taken; empty if it does not say so. */
    public Optional<Instant> date() {
        return about.date();
    }

    /** What there is to know of what it says, for who asks at that time. */
    public List<Problem> notes(Instant now) {
        List<Problem> all = new ArrayList<>();
        about.date()
                .map(date -> Duration.between(date, now))
                .filter(age -> age.compareTo(OLD) > 0)
                .ifPresent(age -> all.add(Problem.of(Message.CAPTURE_OLD, age.toDays())));
        all.addAll(notes);
        return all;
    }

    @Override
    public void close() {
        directory.close();
    }
}
