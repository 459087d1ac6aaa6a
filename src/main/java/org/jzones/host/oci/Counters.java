package org.jzones.host.oci;

import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;
import org.jzones.host.Machine;
import org.jzones.model.Numbers;
import org.jzones.model.Usage;
import org.jzones.model.Usage.Limit;

/**
 * What the kernel has counted of one container, in the files of its control groups (cgroups(7)) and those of its first
 * program (proc(5)). Each number stands in a file of its own, under one name in groups of version 1 and under another in
 * those of version 2; a machine may have some of both.
 */
final class Counters {
    private static final String UNLIMITED = "max";
    /** Groups of version 1 have a number for no limit: the largest that is a multiple of the size of a page. */
    private static final long ENDLESS = 1L << 62;

    private static final int DIGITS = 19;
    private static final long NANOS_A_MICRO = 1000;

    private final Cgroups groups;
    private final Machine machine;

    Counters(Cgroups groups, Machine machine) {
        this.groups = groups;
        this.machine = machine;
    }

    /** All of them at this moment. */
    Usage read(Bundle.Init first) {
        long taken = System.nanoTime();
        OptionalLong computed = computed();
        Optional<Machine.Traffic> traffic = machine.traffic(first.pid());
        return new Usage(
                first.startTime(),
                machine.nanosSince(first.startTime()),
                taken,
                computed,
                amount("memory.usage_in_bytes", "memory.current"),
                limit("memory.limit_in_bytes", "memory.max"),
                amount("pids.current"),
                limit("pids.max"),
                traffic.map(bytes -> OptionalLong.of(bytes.received())).orElse(OptionalLong.empty()),
                traffic.map(bytes -> OptionalLong.of(bytes.sent())).orElse(OptionalLong.empty()));
    }

    private OptionalLong computed() {
        OptionalLong nanos = amount("cpuacct.usage");
        if (nanos.isPresent()) {
            return nanos;
        }
        // groups of version 1 have a file of this name, too, with other lines
        for (String text : groups.texts("cpu.stat")) {
            for (String line : text.lines().toList()) {
                OptionalLong micros = line.startsWith("usage_usec ")
                        ? number(line.substring("usage_usec ".length()))
                        : OptionalLong.empty();
                if (micros.isPresent()) {
                    return OptionalLong.of(micros.getAsLong() * NANOS_A_MICRO);
                }
            }
        }
        return OptionalLong.empty();
    }

    private Optional<String> text(String... names) {
        for (String name : names) {
            Optional<String> text = groups.texts(name).stream().findFirst();
            if (text.isPresent()) {
                return text.map(String::strip);
            }
        }
        return Optional.empty();
    }

    private OptionalLong amount(String... names) {
        return number(text(names).orElse(""));
    }

    private Limit limit(String... names) {
        String text = text(names).orElse("");
        OptionalLong number = number(text);
        if (number.isPresent()) {
            return number.getAsLong() >= ENDLESS ? Limit.NONE : Limit.of(number.getAsLong());
        }
        return text.equals(UNLIMITED) ? Limit.NONE : Limit.UNKNOWN;
    }

    private static OptionalLong number(String text) {
        if (!Numbers.isDigits(text) || text.length() > DIGITS) {
            return OptionalLong.empty();
        }
        BigInteger value = new BigInteger(text);
        return value.bitLength() < Long.SIZE ? OptionalLong.of(value.longValue()) : OptionalLong.empty();
    }
}
