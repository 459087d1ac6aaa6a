package org.jzones.states;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.Main;
import org.jzones.check.HostRules;
import org.jzones.cli.Io;
import org.jzones.file.Steps;
import org.jzones.model.FileFacts;
import org.jzones.support.TestHost;

/** A zonepath that is too open: who is told, and what a failure leaves (spec 3.6). The rest is a transcript. */
class ZonepathModeTest {
    @TempDir
    Path directory = Path.of("");

    private TestHost host = TestHost.existing(directory);

    @BeforeEach
    void aHost() {
        host = TestHost.empty(directory.resolve("host"));
    }

    private int mode() throws IOException {
        return (int) Files.getAttribute(host.at("/export/zones/z"), "unix:mode") & 07777;
    }

    private void open() throws IOException {
        Files.setAttribute(host.at("/export/zones/z"), "unix:mode", 0755);
    }

    /** What the verb tells somebody at a terminal. */
    private String atTerminal(String... verb) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream terminal = new PrintStream(err, false, StandardCharsets.UTF_8);
        Io io = new Io(new ByteArrayInputStream(new byte[0]), terminal, terminal, Map.of(), false, true, true);
        List<String> words =
                new ArrayList<>(List.of("zoneadm", "-R", host.root().toString(), "-z", "z"));
        words.addAll(List.of(verb));
        assertEquals(0, Main.run(io, words.toArray(String[]::new)));
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void itIsToldAtATerminal() throws IOException {
        String told = "zoneadm: zone 'z': zonepath /export/zones/z had rights for group or others (mode 0755);"
                + " they are taken away (mode 0700)\n";
        host.makeDirectory("/export/zones/z");
        host.require(host.zonecfg("-z", "z", "create -b; set zonepath=/export/zones/z"));
        assertEquals(
                told + "zoneadm: zone 'z': 0 packages, 0 files and directories copied, 0 not on this host\n",
                atTerminal("install"));
        for (String[] attach : new String[][] {{"attach"}, {"attach", "-u"}, {"attach", "-F"}}) {
            host.require(host.zoneadm("-z", "z", "detach"));
            open();
            assertEquals(told, atTerminal(attach), String.join(" ", attach));
            assertEquals(0700, mode());
        }
        host.require(host.zoneadm("-z", "z", "detach"));
        assertEquals("", atTerminal("attach"));
    }

    @Test
    void nothingElseIsShownIfThereIsNothingToDo() throws IOException {
        host.pkg("SUNWx", "PKG=SUNWx", "VERSION=1.0", "SUNW_PKG_ALLZONES=true");
        host.detached("z", "create -b");
        open();
        host.pkg("SUNWx", "PKG=SUNWx", "VERSION=2.0", "SUNW_PKG_ALLZONES=true");
        assertEquals(
                "zoneadm: zone 'z': zonepath /export/zones/z had rights for group or others (mode 0755);"
                        + " they are taken away (mode 0700)\n",
                atTerminal("attach", "-u"));
    }

    @Test
    void aFailureLeavesItAsItWas() throws IOException {
        host.detached("z", "create -b");
        open();
        host.watchedBy((change, path) -> {
            if (path.endsWith("SUNWdetached.xml")) {
                throw new IOException("the disk is broken");
            }
        });
        assertEquals(1, host.zoneadm("-z", "z", "attach").status());
        assertEquals(1, host.zoneadm("-z", "z", "attach", "-u").status());
        assertEquals(0755, mode());
        host.watchedBy(Steps.NONE);
        host.require(host.zoneadm("-z", "z", "attach"));
        host.require(host.zoneadm("-z", "z", "uninstall", "-F"));
        host.makeDirectory("/export/zones/z");
        host.watchedBy((change, path) -> {
            if (path.endsWith("dev")) {
                throw new IOException("the disk is full");
            }
        });
        assertEquals(1, host.zoneadm("-z", "z", "install").status());
        assertEquals(0755, mode());
    }

    @Test
    void onlyTheOwnerCanSetItRight() {
        FileFacts ofRoot = new FileFacts("/z", FileFacts.Kind.DIRECTORY, 0, 0755);
        assertEquals(true, HostRules.canBeClosed(ofRoot, 0));
        assertEquals(false, HostRules.canBeClosed(ofRoot, 1000));
        FileFacts ofUser = new FileFacts("/z", FileFacts.Kind.DIRECTORY, 1000, 0750);
        assertEquals(true, HostRules.canBeClosed(ofUser, 1000));
        assertEquals(false, HostRules.canBeClosed(ofUser, 0));
        assertEquals(false, HostRules.canBeClosed(new FileFacts("/z", FileFacts.Kind.DIRECTORY, 0, 0700), 0));
        assertEquals(false, HostRules.canBeClosed(new FileFacts("/z", FileFacts.Kind.LINK, 0, 0777), 0));
    }
}
