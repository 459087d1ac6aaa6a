package org.jzones.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jzones.check.StateRules.Files;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.Verb;
import org.jzones.model.ZoneState;

/** Which verb needs which state, and the message that names the command that gets there (spec 1.4, 3, 3.5). */
class StateRulesTest {
    private static final String FROM_INSTALLED = "INSTALLED READY RUNNING SHUTTING_DOWN DOWN";

    @ParameterizedTest
    @CsvSource({
        "LIST, CONFIGURED INCOMPLETE " + FROM_INSTALLED,
        "INVENTORY, CONFIGURED INCOMPLETE " + FROM_INSTALLED,
        "VERIFY, CONFIGURED " + FROM_INSTALLED,
        "INSTALL, CONFIGURED",
        "UNINSTALL, INSTALLED INCOMPLETE",
        "CLONE, CONFIGURED",
        "MOVE, INSTALLED",
        "DETACH, INSTALLED",
        "ATTACH, CONFIGURED",
        "READY, INSTALLED READY DOWN",
        "BOOT, INSTALLED READY RUNNING DOWN",
        "HALT, " + FROM_INSTALLED,
        "REBOOT, RUNNING",
        "SHUTDOWN, RUNNING",
        "MARK, INSTALLED"
    })
    void aVerbMayBeUsedInItsStates(Verb verb, String states) {
        Set<ZoneState> allowed = EnumSet.noneOf(ZoneState.class);
        Arrays.stream(states.split(" ")).map(ZoneState::valueOf).forEach(allowed::add);
        assertEquals(allowed, StateRules.allowed(verb));
    }

    @ParameterizedTest
    @CsvSource({
        "BOOT, CONFIGURED, NONE, STATE_CONFIGURED, 'installed, ready or running'",
        "BOOT, CONFIGURED, DETACHED, STATE_DETACHED, 'installed, ready or running'",
        "BOOT, CONFIGURED, LEFT, STATE_WITH_FILES, 'installed, ready or running'",
        "REBOOT, CONFIGURED, NONE, STATE_CONFIGURED, running",
        "HALT, CONFIGURED, NONE, STATE_DOWN_ALREADY, 'installed, ready or running'",
        "HALT, CONFIGURED, DETACHED, STATE_DOWN_ALREADY, 'installed, ready or running'",
        "SHUTDOWN, CONFIGURED, LEFT, STATE_DOWN_ALREADY, running",
        "DETACH, CONFIGURED, NONE, STATE_NOTHING_INSTALLED, installed",
        "DETACH, CONFIGURED, DETACHED, STATE_DETACHED_ALREADY, installed",
        "DETACH, CONFIGURED, LEFT, STATE_WITH_FILES, installed",
        "MOVE, CONFIGURED, DETACHED, STATE_NOT_MOVED, installed",
        "MARK, CONFIGURED, LEFT, STATE_NOTHING_INSTALLED, installed",
        "UNINSTALL, CONFIGURED, NONE, STATE_NOTHING_INSTALLED, incomplete or installed",
        "UNINSTALL, CONFIGURED, LEFT, STATE_NOTHING_INSTALLED, incomplete or installed",
        "UNINSTALL, CONFIGURED, DETACHED, STATE_DETACHED_STAYS, incomplete or installed",
        "BOOT, INCOMPLETE, NONE, STATE_NOT_WHOLE, 'installed, ready or running'",
        "VERIFY, INCOMPLETE, NONE, STATE_NOT_WHOLE, 'configured, installed, ready or running'",
        "HALT, INCOMPLETE, NONE, STATE_DOWN_ALREADY, 'installed, ready or running'",
        "MARK, INCOMPLETE, NONE, STATE_MARKED_ALREADY, installed",
        "ATTACH, INCOMPLETE, DETACHED, STATE_INCOMPLETE, configured",
        "INSTALL, INCOMPLETE, NONE, STATE_INCOMPLETE, configured",
        "INSTALL, INSTALLED, NONE, STATE_ALREADY_INSTALLED, configured",
        "CLONE, INSTALLED, NONE, STATE_HAS_FILES, configured",
        "ATTACH, INSTALLED, NONE, STATE_ALREADY_INSTALLED, configured",
        "REBOOT, INSTALLED, NONE, STATE_NOT_RUNNING, running",
        "SHUTDOWN, INSTALLED, NONE, STATE_DOWN_ALREADY, running",
        "REBOOT, READY, NONE, STATE_NOT_RUNNING, running",
        "SHUTDOWN, READY, NONE, STATE_READY, running",
        "DETACH, READY, NONE, STATE_READY, installed",
        "DETACH, RUNNING, NONE, STATE_RUNNING, installed",
        "MOVE, RUNNING, NONE, STATE_RUNNING, installed",
        "UNINSTALL, RUNNING, NONE, STATE_IN_USE, incomplete or installed",
        "UNINSTALL, READY, NONE, STATE_IN_USE, incomplete or installed",
        "MARK, RUNNING, NONE, STATE_IN_USE, installed",
        "READY, RUNNING, NONE, STATE_ALREADY_THERE, installed or ready",
        "INSTALL, RUNNING, NONE, STATE_ALREADY_THERE, configured",
        "ATTACH, RUNNING, NONE, STATE_ALREADY_THERE, configured",
        "CLONE, READY, NONE, STATE_HAS_FILES, configured",
        "ATTACH, DOWN, NONE, STATE_ALREADY_THERE, configured",
        "BOOT, SHUTTING_DOWN, NONE, STATE_GOING_DOWN, 'installed, ready or running'",
        "MOVE, DOWN, NONE, STATE_GOING_DOWN, installed"
    })
    void inAnotherStateItSaysWhatItNeeds(Verb verb, ZoneState state, Files files, Message message, String needed) {
        assertEquals(
                Problem.of(message, verb.word(), needed, state.word(), "attach"),
                StateRules.problem(verb, state, files, "native", true));
    }

    @ParameterizedTest
    @CsvSource({
        "solaris10, DETACHED, false, STATE_DETACHED, attach -F",
        "solaris10, NONE, false, STATE_WITHOUT_FILES, attach -F",
        "solaris10, LEFT, false, STATE_WITH_FILES, attach -F",
        "lx, NONE, true, STATE_CONFIGURED, attach",
        "labeled, NONE, false, STATE_WITHOUT_FILES, attach"
    })
    void aConfiguredZoneIsInstalledOnlyWhereItRunsAndComparedOnlyIfItsSoftwareIsKnown(
            String brand, Files files, boolean runs, Message message, String attach) {
        assertEquals(
                Problem.of(message, "boot", "installed, ready or running", "configured", attach),
                StateRules.problem(Verb.BOOT, ZoneState.CONFIGURED, files, brand, runs));
    }

    @Test
    void itsStatesAreACopy() {
        StateRules.allowed(Verb.REBOOT).clear();
        assertEquals(EnumSet.of(ZoneState.RUNNING), StateRules.allowed(Verb.REBOOT));
    }
}
