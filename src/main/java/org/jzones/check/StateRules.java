package org.jzones.check;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.Verb;
import org.jzones.model.ZoneState;

/** In which states a verb may be used (zoneadm(1M), the table of spec 3), as data. */
public final class StateRules {
    /** What the zonepath of a zone holds. */
    public enum Files {
        NONE,
        /** A root, and nothing that says where it comes from. */
        LEFT,
        /** What detach has left. */
        DETACHED
    }

    private static final Map<Verb, Set<ZoneState>> ALLOWED = new EnumMap<>(Verb.class);

    static {
        allow(Verb.LIST, EnumSet.allOf(ZoneState.class));
        allow(Verb.VERIFY, EnumSet.complementOf(EnumSet.of(ZoneState.INCOMPLETE)));
        allow(Verb.INSTALL, EnumSet.of(ZoneState.CONFIGURED));
        allow(Verb.UNINSTALL, EnumSet.of(ZoneState.INSTALLED, ZoneState.INCOMPLETE));
        allow(Verb.CLONE, EnumSet.of(ZoneState.CONFIGURED));
        allow(Verb.MOVE, EnumSet.of(ZoneState.INSTALLED));
        allow(Verb.DETACH, EnumSet.of(ZoneState.INSTALLED));
        allow(Verb.ATTACH, EnumSet.of(ZoneState.CONFIGURED));
        allow(Verb.READY, EnumSet.of(ZoneState.INSTALLED, ZoneState.READY));
        allow(Verb.BOOT, EnumSet.of(ZoneState.INSTALLED, ZoneState.READY, ZoneState.RUNNING));
        allow(
                Verb.HALT,
                EnumSet.of(
                        ZoneState.INSTALLED,
                        ZoneState.READY,
                        ZoneState.RUNNING,
                        ZoneState.SHUTTING_DOWN,
                        ZoneState.DOWN));
        allow(Verb.REBOOT, EnumSet.of(ZoneState.RUNNING));
        allow(Verb.SHUTDOWN, EnumSet.of(ZoneState.RUNNING));
        allow(Verb.INVENTORY, EnumSet.allOf(ZoneState.class));
        allow(Verb.MARK, EnumSet.of(ZoneState.INSTALLED));
    }

    private StateRules() {}

    private static void allow(Verb verb, Set<ZoneState> states) {
        ALLOWED.put(verb, states);
    }

    public static Set<ZoneState> allowed(Verb verb) {
        return EnumSet.copyOf(ALLOWED.getOrDefault(verb, EnumSet.noneOf(ZoneState.class)));
    }

    /**
     * The problem of using the verb on a zone in a state where it may not be used.
     *
     * @param files what is in the zonepath, which counts for a configured zone
     * @param runs whether zones of the brand run here, so that they can be installed
     */
    public static Problem problem(Verb verb, ZoneState state, Files files, String brand, boolean runs) {
        return Problem.of(
                message(verb, state, files, runs), verb.word(), needed(verb), state.word(), BrandRules.attach(brand));
    }

    /** {@code installed, ready or running}. */
    private static String needed(Verb verb) {
        List<String> words = allowed(verb).stream().map(ZoneState::word).toList();
        int last = words.size() - 1;
        return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    /** The message whose advice names the command that gets the zone from the state it is in to one the verb needs. */
    private static Message message(Verb verb, ZoneState state, Files files, boolean runs) {
        boolean forConfigured = verb == Verb.INSTALL || verb == Verb.CLONE || verb == Verb.ATTACH;
        return switch (state) {
            case CONFIGURED -> configured(verb, files, runs);
            case INCOMPLETE -> Message.STATE_INCOMPLETE;
            case INSTALLED -> forConfigured ? Message.STATE_ALREADY_INSTALLED : Message.STATE_NOT_RUNNING;
            case READY ->
                verb == Verb.REBOOT || verb == Verb.SHUTDOWN ? Message.STATE_NOT_RUNNING : Message.STATE_RUNNING;
            case RUNNING, SHUTTING_DOWN, DOWN -> Message.STATE_RUNNING;
        };
    }

    private static Message configured(Verb verb, Files files, boolean runs) {
        if (files == Files.DETACHED) {
            return verb == Verb.DETACH ? Message.STATE_DETACHED_ALREADY : Message.STATE_DETACHED;
        }
        if (verb == Verb.UNINSTALL) {
            return Message.STATE_NOTHING_INSTALLED;
        }
        if (files == Files.LEFT) {
            return Message.STATE_WITH_FILES;
        }
        return runs ? Message.STATE_CONFIGURED : Message.STATE_WITHOUT_FILES;
    }
}
