package org.jzones.host;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jzones.model.Elf;
import org.jzones.model.FileNames;

/** What the machine itself tells: who the caller is, which boot this is, and what is mounted. */
public final class Machine {
    /** What programs are shown: a hundred a second, whatever the kernel itself counts in. */
    private static final long NANOS_A_TICK = 10_000_000;

    /** The bit PF_EXITING among the flags of a process, proc(5). */
    private static final long EXITING = 4;

    private static final int HEAD_OF_DEV = 2;
    private static final int SENT_IN_DEV = 8;

    private final Path proc;

    /** @param proc where the process file system is, {@code /proc}; it may be missing */
    public Machine(Path proc) {
        this.proc = proc;
    }

    /** The numeric user id of this process; -1 where the machine does not tell. */
    public int callerUid() {
        try {
            // the link is root's whoever looks; the directory behind it belongs to the process
            Object uid = Files.getAttribute(proc.resolve("self"), "unix:uid");
            return uid instanceof Integer number ? number : -1;
        } catch (IOException | UnsupportedOperationException e) {
            return -1;
        }
    }

    /** An id that changes with every boot; the same word where there is none. */
    public String bootId() {
        try {
            String id = Files.readString(proc.resolve("sys/kernel/random/boot_id"), StandardCharsets.US_ASCII)
                    .strip();
            return id.isEmpty() || id.indexOf(' ') >= 0 ? "unknown" : id;
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** What its processors are, as uname(1) names them; "unknown" where the machine does not tell. */
    public String architecture() {
        try {
            return Files.readString(proc.resolve("sys/kernel/arch"), StandardCharsets.US_ASCII)
                    .strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** Where it tells how large it is. */
    public CapacityFiles capacityFiles() {
        return new CapacityFiles(proc);
    }

    /** The time, in seconds since 1970. */
    public long now() {
        return Instant.now().getEpochSecond();
    }

    /**
     * A process, which another one with its number would be told from.
     *
     * @param state R, S, D and so on, Z of one that has ended and that nobody has asked about yet
     * @param startTime in clock ticks since this boot
     * @param isEnding whether it has begun to give back what it has, though it may not have ended
     */
    public record Running(char state, long startTime, boolean isEnding) {
        public boolean isAlive() {
            return state != 'Z' && state != 'X' && state != 'x';
        }
    }

    /** The process with this number; empty if there is none. */
    public Optional<Running> process(long pid) {
        try {
            String line = Files.readString(proc.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            return fields.length < 20
                    ? Optional.empty()
                    : Optional.of(new Running(
                            fields[0].charAt(0),
                            Long.parseLong(fields[19]),
                            (Long.parseLong(fields[6]) & EXITING) != 0));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * How long ago a process began, in nanoseconds; empty where the machine does not tell.
     *
     * @param startTime in clock ticks since this boot
     */
    public OptionalLong nanosSince(long startTime) {
        try {
            String seconds = Files.readString(proc.resolve("uptime"), StandardCharsets.US_ASCII)
                    .split(" ", 2)[0];
            long up = new BigDecimal(seconds).scaleByPowerOfTen(9).longValue();
            return OptionalLong.of(Math.max(0, up - startTime * NANOS_A_TICK));
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** Bytes that network interfaces have received and sent. */
    public record Traffic(long received, long sent) {}

    /** That of all interfaces in the network of a process but lo; empty where the machine does not tell. */
    public Optional<Traffic> traffic(long pid) {
        try {
            List<String> lines = Files.readAllLines(proc.resolve(pid + "/net/dev"), StandardCharsets.ISO_8859_1);
            long received = 0;
            long sent = 0;
            for (String line : lines.subList(Math.min(HEAD_OF_DEV, lines.size()), lines.size())) {
                int colon = line.indexOf(':');
                if (!line.substring(0, Math.max(0, colon)).strip().equals("lo")) {
                    String[] counts = line.substring(colon + 1).strip().split(" +");
                    received += Long.parseLong(counts[0]);
                    sent += Long.parseLong(counts[SENT_IN_DEV]);
                }
            }
            return lines.size() < HEAD_OF_DEV ? Optional.empty() : Optional.of(new Traffic(received, sent));
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** Whether a process has a handler for the signal of this number. */
    public boolean isCaught(long pid, int signal) {
        String mask = status(pid, "SigCgt");
        return !mask.isEmpty() && (Long.parseUnsignedLong(mask, 16) >>> (signal - 1) & 1) == 1;
    }

    /** The capabilities that programs of this process can have, a bit for each; empty where the machine does not tell. */
    public Optional<Long> capabilities() {
        String set = status(ProcessHandle.current().pid(), "CapBnd");
        return set.isEmpty() ? Optional.empty() : Optional.of(Long.parseUnsignedLong(set, 16));
    }

    /** A line of what the kernel tells of a process; empty if there is none. */
    private String status(long pid, String name) {
        try {
            for (String line : Files.readAllLines(proc.resolve(pid + "/status"), StandardCharsets.ISO_8859_1)) {
                if (line.startsWith(name + ":")) {
                    return line.substring(name.length() + 1).strip();
                }
            }
            return "";
        } catch (IOException e) {
            return "";
        }
    }

    /** For which machine the program is that runs this; empty where the machine does not tell. */
    public Optional<Elf> elf() {
        try (InputStream in = Files.newInputStream(proc.resolve("self/exe"))) {
            return Elf.of(in.readNBytes(Elf.HEAD));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The words a process was started with; empty if there is none. */
    public List<String> commandLine(long pid) {
        try {
            String words = Files.readString(proc.resolve(pid + "/cmdline"), StandardCharsets.ISO_8859_1);
            return List.of(words.split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The mount points below a directory, itself left out, sorted; empty where the machine does not tell. */
    public Optional<List<String>> mountsBelow(Path directory) {
        String real;
        try {
            real = bytesOf(FileNames.require(directory.toRealPath().toString())) + "/";
        } catch (IOException e) {
            return Optional.of(List.of()); // there is no such directory
        }
        List<String> below = new ArrayList<>();
        try {
            // as bytes: a mount point elsewhere may have a name that no path here can have
            String mounts = new String(Files.readAllBytes(proc.resolve("self/mountinfo")), StandardCharsets.ISO_8859_1);
            for (String line : mounts.split("\n")) {
                String[] fields = line.split(" ");
                String mount = fields.length > 4 ? unescape(fields[4]) : "";
                if (mount.startsWith(real)) {
                    below.add(new String(mount.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        below.sort(null);
        return Optional.of(below);
    }

    /** Each byte of the name a character. */
    private static String bytesOf(String name) {
        return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** Blanks and the like stand as backslash and three octal digits. */
    private static String unescape(String field) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            boolean escape = field.charAt(i) == '\\' && i + 3 < field.length();
            text.append(escape ? (char) Integer.parseInt(field.substring(i + 1, i + 4), 8) : field.charAt(i));
            i += escape ? 3 : 0;
        }
        return text.toString();
    }
}
