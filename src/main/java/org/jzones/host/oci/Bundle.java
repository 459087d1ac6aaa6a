package org.jzones.host.oci;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.RegularFile;
import org.jzones.model.Numbers;
import org.jzones.model.ZoneName;

/**
 * The directory of what a container needs while it exists (spec 5.2): the one place that knows the names of the files in it.
 * Nobody but root can look into it, and what another boot of the machine has left counts for nothing.
 */
public final class Bundle {
    /** The first program of a container, as it was when it began. */
    record Init(long pid, long startTime) {}

    private static final String EXEC = "exec.";
    private static final String LOG = ".log";

    private final Layout layout;
    private final ZoneName zone;
    private final Path directory;

    public Bundle(Layout layout, ZoneName zone) {
        this.layout = layout;
        this.zone = zone;
        this.directory = layout.bundle(zone);
    }

    public ZoneName zone() {
        return zone;
    }

    public Path directory() {
        return directory;
    }

    Path bootId() {
        return directory.resolve("boot_id");
    }

    /** The container's configuration. */
    public Path config() {
        return directory.resolve("config.json");
    }

    /** Where the engine keeps what it knows. */
    Path engineRoot() {
        return directory.resolve("engine");
    }

    /** Where crun leaves what it has made of the list of calls for the container with this id. */
    Path madeFilter(String id) {
        return engineRoot().resolve(id).resolve("seccomp.bpf");
    }

    Path engineLog() {
        return directory.resolve("engine.log");
    }

    /** What the engine complains of when it is asked about something that need not be there. */
    Path questionsLog() {
        return directory.resolve("questions.log");
    }

    /** Which engine the container was made with. */
    Path engineName() {
        return directory.resolve("engine-name");
    }

    /** What the container is called. */
    Path id() {
        return directory.resolve("id");
    }

    /** The number of the first program, as conmon writes it. */
    Path pid() {
        return directory.resolve("pid");
    }

    Path conmonPid() {
        return directory.resolve("conmon.pid");
    }

    Path conmonLog() {
        return directory.resolve("conmon.log");
    }

    /** What conmon says about the making of the container. */
    Path sync() {
        return directory.resolve("sync");
    }

    /** Where conmon leaves the status of the first program. */
    Path exits() {
        return directory.resolve("exit");
    }

    /** Number and start time of the first program. */
    private Path init() {
        return directory.resolve("init");
    }

    /** Is there once the first program has begun. */
    Path started() {
        return directory.resolve("started");
    }

    /** The number of the process that is bringing the zone down. */
    Path halting() {
        return directory.resolve("halting");
    }

    /** What the network was made of that has to be given back. */
    Path network() {
        return directory.resolve("network");
    }

    /** The numbers of the processors that the zone has for itself. */
    Path processors() {
        return directory.resolve("processors");
    }

    /** Where file systems of the zone are mounted before it sees them. */
    Path mounts() {
        return directory.resolve("fs");
    }

    /** What the engine is to run for a process of this number outside of the zone. */
    Path exec(long caller) {
        return directory.resolve(EXEC + caller);
    }

    /** Where the engine says why it could not. */
    Path execLog(long caller) {
        return directory.resolve(EXEC + caller + LOG);
    }

    /**
     * Removes those two of processes that are no more.
     *
     * @param isAlive whether there is a process with this number
     */
    void removeStaleExecs(LongPredicate isAlive) {
        try (var files = Files.newDirectoryStream(directory, EXEC + "*")) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName()).substring(EXEC.length());
                String caller = name.endsWith(LOG) ? name.substring(0, name.length() - LOG.length()) : name;
                if (isNumber(caller) && !isAlive.test(Long.parseLong(caller))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw FileTrouble.removing(layout.shown(directory), e);
        }
    }

    /** The socket of the console. */
    public Path attach() {
        return directory.resolve("attach");
    }

    /** Where the console takes orders. */
    public Path ctl() {
        return directory.resolve("ctl");
    }

    /** Is there when the kernel has ended something in the zone for want of memory. */
    Path oom() {
        return directory.resolve("oom");
    }

    boolean exists() {
        return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether it belongs to this boot of the machine. */
    boolean isOf(String boot) {
        return text(bootId()).filter(boot::equals).isPresent();
    }

    Optional<Init> recordedInit() {
        String[] words = text(init()).orElse("").split(" ");
        return words.length == 2 && isNumber(words[0]) && isNumber(words[1])
                ? Optional.of(new Init(Long.parseLong(words[0]), Long.parseLong(words[1])))
                : Optional.empty();
    }

    void record(Init first) {
        write(init(), first.pid() + " " + first.startTime());
    }

    /** The number in one of the files. */
    public Optional<Long> number(Path file) {
        return text(file).filter(Bundle::isNumber).map(Long::parseLong);
    }

    /** The number of the process that watches the container. */
    public Optional<Long> conmon() {
        return number(conmonPid());
    }

    private static boolean isNumber(String text) {
        return Numbers.isDigits(text) && text.length() < 19;
    }

    /** The first line of one of the files; empty if it is not there. */
    Optional<String> text(Path file) {
        return lines(file).stream().findFirst();
    }

    /** The lines of one of the files; none if it is not there. */
    List<String> lines(Path file) {
        try {
            return new String(RegularFile.read(file, layout.shown(file)), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            if (FileTrouble.isAbsence(e)) {
                return List.of();
            }
            throw FileTrouble.reading(layout.shown(file), e);
        }
    }

    /** Puts a line into one of the files: what is lost with the machine needs no more care. */
    void write(Path file, String line) {
        try {
            Files.writeString(file, line + "\n");
        } catch (IOException e) {
            throw FileTrouble.writing(layout.shown(file), e);
        }
    }

    void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw FileTrouble.removing(layout.shown(file), e);
        }
    }

    /** Makes one of the files anew, for nobody but us to read. */
    void writeSecret(Path file, byte[] bytes) {
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(file, bytes);
        } catch (IOException e) {
            throw FileTrouble.writing(layout.shown(file), e);
        }
    }
}
