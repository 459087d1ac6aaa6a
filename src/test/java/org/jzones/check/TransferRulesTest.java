package org.jzones.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.TransferNote;
import org.jzones.model.TransferStep;
import org.jzones.model.ZoneName;

/** What may be done to a zone on its way to another machine. */
class TransferRulesTest {
    @ParameterizedTest
    @CsvSource({
        "DETACH, attach, false",
        "COPY, attach, false",
        "ATTACH, boot, false",
        "SETTLE, delete, false",
        "BACK, attach, true",
        "BACK, boot, false",
        "CLEAN, attach, true",
        "CLEAN, boot, true"
    })
    void onlyOneThatIsBackOrComesBackToBeAttachedIsLeftAlone(TransferStep step, String what, boolean fine) {
        ZoneName name = new ZoneName("z");
        TransferNote note = new TransferNote(
                new TransferNote.Zone(name, "/z"),
                new TransferNote.Target("host2", List.of("ssh"), "/", "zoneadm", name, "/z"),
                Set.of(),
                "",
                "token",
                step);
        assertEquals(
                fine ? List.of() : List.of(Problem.of(Message.ZONE_MOVING, what, "host2")),
                TransferRules.problems(Optional.of(note), what));
    }

    @Test
    void aZoneThatIsNotOnItsWayCanBeChanged() {
        assertEquals(List.of(), TransferRules.problems(Optional.empty(), "boot"));
    }
}
