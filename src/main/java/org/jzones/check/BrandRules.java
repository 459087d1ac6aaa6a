package org.jzones.check;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.Verb;

/** Which verbs work for zones of which brand (spec 1.4, 3.5): whatever keeps zones as files works for all. */
public final class BrandRules {
    /** Zones of Solaris, with packages of its kind. */
    private static final List<String> SOLARIS = List.of("native", "cluster", "labeled");

    private static final Set<Verb> RUNNING =
            EnumSet.of(Verb.INSTALL, Verb.CLONE, Verb.READY, Verb.BOOT, Verb.REBOOT, Verb.SHUTDOWN);

    private BrandRules() {}

    /** The problem of using the verb if it needs a zone that runs here and one of the brand does not. */
    public static Optional<Problem> running(Verb verb, String brand) {
        return !RUNNING.contains(verb) || SOLARIS.contains(brand)
                ? Optional.empty()
                : Optional.of(Problem.of(Message.BRAND_DOES_NOT_RUN, brand, verb.word(), solaris()));
    }

    /** The problem of comparing the software that a zone of the brand needs with that of a host. */
    public static Optional<Problem> comparing(String brand) {
        return isCompared(brand)
                ? Optional.empty()
                : Optional.of(Problem.of(Message.BRAND_NOT_COMPARED, brand, solaris()));
    }

    public static boolean isCompared(String brand) {
        return SOLARIS.contains(brand);
    }

    /** How a zone of the brand is attached. */
    static String attach(String brand) {
        return isCompared(brand) ? "attach" : "attach -F";
    }

    /** {@code native, cluster and labeled}. */
    private static String solaris() {
        int last = SOLARIS.size() - 1;
        return String.join(", ", SOLARIS.subList(0, last)) + " and " + SOLARIS.get(last);
    }
}
