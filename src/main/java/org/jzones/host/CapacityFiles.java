package org.jzones.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jzones.file.RegularFile;
import org.jzones.model.HostCapacity;

/**
 * What tells how large a machine is: the files of the kernel, or what commands have said on a host that was captured (spec
 * 7.1). What is not there, or is not as it should be, is not known.
 */
public final class CapacityFiles {
    private static final int MOST = 16 << 20;
    private static final Pattern SOLARIS_MEMORY = Pattern.compile("(?m)^Memory size: +([0-9]{1,9}) Megabytes");
    private static final Pattern LINUX_MEMORY = Pattern.compile("(?m)^MemTotal: +([0-9]{1,12}) kB");
    private static final Pattern SOLARIS_CPU = Pattern.compile("(?m)^Status of (virtual )?processor [0-9]+ as of");
    private static final Pattern LINUX_CPU = Pattern.compile("(?m)^processor\\s*:");
    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,6})\\s*");
    private static final Pattern ARCHITECTURE = Pattern.compile("[A-Za-z0-9_]{1,32}");

    private final Path directory;

    /** @param directory that of the kernel, or of what commands have said; it may be missing */
    public CapacityFiles(Path directory) {
        this.directory = directory;
    }

    /** Of Solaris before Linux: a machine is of one of them. */
    public HostCapacity read() {
        return new HostCapacity(architecture(), cpus(), memory());
    }

    /** The states of its zones at that time, by their names; none if nobody has asked. */
    public Map<String, String> states() {
        Map<String, String> states = new HashMap<>();
        text("zoneadm-list-cp").lines().forEach(line -> {
            String[] fields = line.split(":", -1);
            if (fields.length > 3) {
                states.putIfAbsent(fields[1], fields[2]);
            }
        });
        return states;
    }

    private OptionalLong memory() {
        Matcher megabytes = SOLARIS_MEMORY.matcher(text("prtconf"));
        if (megabytes.find()) {
            return OptionalLong.of(Long.parseLong(megabytes.group(1)) << 20);
        }
        Matcher kilobytes = LINUX_MEMORY.matcher(text("meminfo"));
        return kilobytes.find() ? OptionalLong.of(Long.parseLong(kilobytes.group(1)) << 10) : OptionalLong.empty();
    }

    /** By threads, as capped-cpu counts; psrinfo -p counts chips, which is better than nothing. */
    private OptionalInt cpus() {
        long listed = SOLARIS_CPU.matcher(text("psrinfo-v")).results().count();
        if (listed == 0) {
            Matcher chips = NUMBER.matcher(text("psrinfo-p"));
            listed = chips.matches() ? Long.parseLong(chips.group(1)) : 0;
        }
        if (listed == 0) {
            listed = LINUX_CPU.matcher(text("cpuinfo")).results().count();
        }
        return listed == 0 ? OptionalInt.empty() : OptionalInt.of((int) listed);
    }

    private String architecture() {
        List<String> uname = List.of(text("uname-a").strip().split("\\s+"));
        String name = text("sys/kernel/arch").strip();
        if (uname.get(0).equals("SunOS") && uname.size() > 5) {
            name = uname.get(5);
        } else if (uname.get(0).equals("Linux") && uname.size() > 3) {
            name = uname.get(uname.size() - 2);
        }
        return ARCHITECTURE.matcher(name).matches() ? name : "";
    }

    private String text(String name) {
        try {
            return new String(
                    RegularFile.startWithin(directory, directory.resolve(name), MOST), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
