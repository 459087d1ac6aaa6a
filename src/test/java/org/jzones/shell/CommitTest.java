package org.jzones.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneName;
import org.jzones.store.HostFiles;
import org.jzones.support.TestHost;

/** A commit finds out if the zone was changed since it was read, and refuses (spec 1.3). */
class CommitTest {
    @TempDir
    Path directory = Path.of("");

    private TestHost host = TestHost.existing(Path.of("target/nowhere"));

    @BeforeEach
    void aConfiguredZone() {
        host = TestHost.empty(directory.resolve("host"));
        host.require(host.zonecfg("-z", "z", "create -b; set zonepath=/export/zones/z"));
    }

    private Session session() {
        HostFiles files = host.files();
        return new Session(new ZoneDocument(files, new ZoneName("z"), ZoneEntry::state), new NobodyThere());
    }

    private static void run(Session session, String... commands) {
        List.of(commands).forEach(command -> session.execute(Parser.parse(command)));
    }

    private static void assertConflict(Session session, String command) {
        Failure failure = assertThrows(Failure.class, () -> run(session, command));
        assertEquals(Message.CHANGED_MEANWHILE, failure.problems().get(0).message());
    }

    private String info(String what) {
        return host.zonecfg("-z", "z", "info " + what).out();
    }

    @Test
    void aChangeBySomeoneElseIsNotOverwritten() {
        Session session = session();
        run(session, "set autoboot=true");
        host.require(host.zonecfg("-z", "z", "set bootargs=-s"));
        assertConflict(session, "commit");
        assertThrows(Failure.class, session::finish);
        assertEquals("autoboot: false\n", info("autoboot"));
        assertEquals("bootargs: -s\n", info("bootargs"));
    }

    @Test
    void commitWithForceOverwritesIt() {
        Session session = session();
        run(session, "set autoboot=true");
        host.require(host.zonecfg("-z", "z", "set bootargs=-s"));
        run(session, "commit -F");
        assertEquals("autoboot: true\n", info("autoboot"));
        assertEquals("bootargs: \n", info("bootargs"));
    }

    @Test
    void afterRevertTheChangeIsSeenAndCommitWorksAgain() {
        Session session = session();
        run(session, "set autoboot=true");
        host.require(host.zonecfg("-z", "z", "set bootargs=-s"));
        run(session, "revert -F", "set autoboot=true", "commit");
        assertEquals("autoboot: true\n", info("autoboot"));
        assertEquals("bootargs: -s\n", info("bootargs"));
    }

    @Test
    void aZoneThatWasInstalledMeanwhileIsNotChangedUnderItsFeet() {
        Session session = session();
        run(session, "set zonepath=/export/zones/elsewhere");
        host.require(host.zoneadm("-z", "z", "install"));
        assertConflict(session, "commit");
        assertConflict(session, "delete -F");
        assertEquals("zonepath: /export/zones/z\n", info("zonepath"));
    }

    @Test
    void forceKeepsWhatInstallationHasFixed() {
        Session session = session();
        run(session, "set zonepath=/export/zones/elsewhere");
        host.require(host.zoneadm("-z", "z", "install"));
        assertThrows(Failure.class, () -> run(session, "commit -F"));
        assertEquals("zonepath: /export/zones/z\n", info("zonepath"));
        assertEquals("installed", host.state("z"));
    }

    @Test
    void aZoneThatWasDeletedMeanwhileComesBackWithForceOnly() {
        Session session = session();
        run(session, "set autoboot=true");
        host.require(host.zonecfg("-z", "z", "delete -F"));
        assertConflict(session, "commit");
        assertEquals("global\n", host.zoneadm("list", "-c").out());
        run(session, "commit -F");
        assertEquals("global\nz\n", host.zoneadm("list", "-c").out());
    }

    @Test
    void aZoneThatWasMadeMeanwhileIsNotOverwritten() {
        host.require(host.zonecfg("-z", "z", "delete -F"));
        Session session = session();
        run(session, "create -b", "set zonepath=/export/zones/mine");
        host.require(host.zonecfg("-z", "z", "create -b; set zonepath=/export/zones/theirs"));
        assertConflict(session, "commit");
        assertTrue(info("zonepath").contains("theirs"));
    }

    @Test
    void nothingToSaveIsNoConflict() {
        Session session = session();
        host.require(host.zonecfg("-z", "z", "set bootargs=-s"));
        run(session, "commit");
        session.finish();
        assertEquals("bootargs: -s\n", info("bootargs"));
    }
}
