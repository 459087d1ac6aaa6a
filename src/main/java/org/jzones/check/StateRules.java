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
        allow(Verb.READY, EnumSet.of(ZoneState.INSTALLED, ZoneState.READY, ZoneState.DOWN));
        allow(Verb.BOOT, EnumSet.of(ZoneState.INSTALLED, ZoneState.READY, ZoneState.RUNNING, ZoneState.DOWN));
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
        allow(Verb.ENDED, EnumSet.allOf(ZoneState.class));
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

    /** {@code installed, ready or running}: where a zone can be found; nobody waits in one of the states on the way down. */
    private static String needed(Verb verb) {
        List<String> words = allowed(verb).stream()
                .filter(state -> !isGoingDown(state))
                .map(ZoneState::word)
                .toList();
        int last = words.size() - 1;
        return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    private static boolean isGoingDown(ZoneState state) {
        return state == ZoneState.SHUTTING_DOWN || state == ZoneState.DOWN;
    }

    /**
     * The message whose advice says that there is nothing to do, or names the next step towards what was asked for; never
     * a command that would stop or remove something for anything else.
     */
    private static Message message(Verb verb, ZoneState state, Files files, boolean runs) {
        return switch (state) {
            case CONFIGURED -> configured(verb, files, runs);
            case INCOMPLETE -> incomplete(verb);
            case INSTALLED -> installed(verb, runs);
            case READY, RUNNING -> up(verb, state);
            case SHUTTING_DOWN, DOWN -> takesFiles(verb) ? up(verb, ZoneState.RUNNING) : Message.STATE_GOING_DOWN;
        };
    }

    private static boolean takesFiles(Verb verb) {
        return verb == Verb.INSTALL || verb == Verb.CLONE || verb == Verb.ATTACH;
    }

    private static Message configured(Verb verb, Files files, boolean runs) {
        return switch (verb) {
            case HALT, SHUTDOWN -> Message.STATE_DOWN_ALREADY;
            case MOVE -> Message.STATE_NOT_MOVED;
            case MARK -> Message.STATE_NOTHING_INSTALLED;
            case UNINSTALL -> files == Files.DETACHED ? Message.STATE_DETACHED_STAYS : Message.STATE_NOTHING_INSTALLED;
            case DETACH ->
                switch (files) {
                    case DETACHED -> Message.STATE_DETACHED_ALREADY;
                    case LEFT -> Message.STATE_WITH_FILES;
                    case NONE -> Message.STATE_NOTHING_INSTALLED;
                };
            default ->
                switch (files) {
                    case DETACHED -> Message.STATE_DETACHED;
                    case LEFT -> Message.STATE_WITH_FILES;
                    case NONE -> runs ? Message.STATE_CONFIGURED : Message.STATE_WITHOUT_FILES;
                };
        };
    }

    private static Message incomplete(Verb verb) {
        return switch (verb) {
            case HALT, SHUTDOWN -> Message.STATE_DOWN_ALREADY;
            case MARK -> Message.STATE_MARKED_ALREADY;
            default -> takesFiles(verb) ? Message.STATE_INCOMPLETE : Message.STATE_NOT_WHOLE;
        };
    }

    private static Message installed(Verb verb, boolean runs) {
        return switch (verb) {
            case CLONE -> Message.STATE_HAS_FILES;
            case INSTALL, ATTACH -> runs ? Message.STATE_ALREADY_INSTALLED : Message.STATE_ALREADY_THERE;
            case SHUTDOWN -> Message.STATE_DOWN_ALREADY;
            default -> Message.STATE_NOT_RUNNING;
        };
    }

    private static Message up(Verb verb, ZoneState state) {
        return switch (verb) {
            case CLONE -> Message.STATE_HAS_FILES;
            case INSTALL, ATTACH, READY -> Message.STATE_ALREADY_THERE;
            case REBOOT -> Message.STATE_NOT_RUNNING;
            case UNINSTALL, MARK -> Message.STATE_IN_USE;
            default -> state == ZoneState.READY ? Message.STATE_READY : Message.STATE_RUNNING;
        };
    }
}
