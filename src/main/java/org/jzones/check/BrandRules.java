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

    private static final String LINUX = "lx";

    private static final List<String> COMPARED = List.of("native", "cluster", "labeled", LINUX);

    private static final Set<Verb> RUNNING =
            EnumSet.of(Verb.INSTALL, Verb.CLONE, Verb.READY, Verb.BOOT, Verb.REBOOT, Verb.SHUTDOWN);

    private BrandRules() {}

    /**
     * The problem of using the verb if it needs a zone that runs here and one of the brand does not.
     *
     * @param here the brands whose zones run here
     */
    public static Optional<Problem> running(Verb verb, String brand, List<String> here) {
        return !RUNNING.contains(verb) || here.contains(brand)
                ? Optional.empty()
                : Optional.of(doesNotRun(verb, brand, here));
    }

    /** The problem of a verb that has to run or stop a zone of a brand that does not run here. */
    public static Problem doesNotRun(Verb verb, String brand, List<String> here) {
        return doesNotRun(verb.word(), brand, here);
    }

    /** The same of a command. */
    public static Problem doesNotRun(String command, String brand, List<String> here) {
        return Problem.of(Message.BRAND_DOES_NOT_RUN, brand, command, listed(here));
    }

    /** The problem of comparing the software that a zone of the brand needs with that of a host. */
    public static Optional<Problem> comparing(String brand) {
        return isCompared(brand)
                ? Optional.empty()
                : Optional.of(Problem.of(Message.BRAND_NOT_COMPARED, brand, listed(COMPARED)));
    }

    /** Whether zones of the brand are of Linux. */
    public static boolean isLinux(String brand) {
        return brand.equals(LINUX);
    }

    /** Whether zones of the brand are made of a host's packages. */
    public static boolean isOfPackages(String brand) {
        return SOLARIS.contains(brand);
    }

    /** Whether the software that a zone of the brand needs is compared with that of a host. */
    public static boolean isCompared(String brand) {
        return COMPARED.contains(brand);
    }

    /** The kind of software database that zones of the brand, which is compared, are compared with. */
    public static String softwareKind(String brand) {
        return isLinux(brand) ? "dpkg" : "sadm";
    }

    /** How a zone of the brand is attached. */
    static String attach(String brand) {
        return isCompared(brand) ? "attach" : "attach -F";
    }

    /** {@code native, cluster and labeled}. */
    private static String listed(List<String> brands) {
        int last = brands.size() - 1;
        return last < 1
                ? String.join("", brands)
                : String.join(", ", brands.subList(0, last)) + " and " + brands.get(last);
    }
}
