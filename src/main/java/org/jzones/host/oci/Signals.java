package org.jzones.host.oci;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jzones.model.Numbers;

/** The names of signals, signal(7), as Linux numbers them. */
public final class Signals {
    private static final List<String> NAMES = List.of(
            "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE",
            "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM",
            "PROF", "WINCH", "IO", "PWR", "SYS");
    private static final int RTMIN = 34;
    private static final int RTMAX = 64;

    private Signals() {}

    /** The number of a signal that is named {@code TERM}, {@code SIGTERM}, {@code 15} or {@code RTMIN+3}. */
    public static Optional<Integer> number(String text) {
        String name = text.toUpperCase(Locale.ROOT);
        name = name.startsWith("SIG") ? name.substring("SIG".length()) : name;
        if (Numbers.isDigits(name) && name.length() < 3) {
            return Optional.of(Integer.parseInt(name)).filter(n -> n > 0 && n <= RTMAX);
        }
        if (name.startsWith("RTMIN+") && name.length() < 9 && Numbers.isDigits(name.substring(6))) {
            return Optional.of(RTMIN + Integer.parseInt(name.substring(6))).filter(n -> n <= RTMAX);
        }
        int number = NAMES.indexOf(name);
        return number > 0 ? Optional.of(number) : Optional.empty();
    }
}
