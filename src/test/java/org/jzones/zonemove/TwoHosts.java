package org.jzones.zonemove;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.FakeMachine;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** A host with a zone {@code z}, and a machine that it can move to and that says what a test wants. */
abstract class TwoHosts {
    @TempDir
    Path directory = Path.of("");

    TestHost host = TestHost.existing(directory);
    FakeMachine there = new FakeMachine(directory);

    @BeforeEach
    void makeBothMachines() throws IOException {
        there = FakeMachine.in(directory);
        host = TestHost.empty(directory.resolve("here"));
        host.pkg("SUNWa", "PKG=SUNWa", "VERSION=1", "SUNW_PKG_ALLZONES=true");
        host.installed("z", "create -b");
    }

    /** Begins to move the zone to {@code elsewhere}, which does not say whether it has attached it. */
    void cutAMoveOff() throws IOException {
        there.lie("attach ${4:+", "echo 1:z:undecided:/export/zones/z");
        Result cut = there.moves(host, "z", "elsewhere");
        assertEquals("configured", host.state("z"), cut.toString());
        there.tellsTheTruth();
    }
}
