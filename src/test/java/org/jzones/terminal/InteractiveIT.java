package org.jzones.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.Pty;
import org.jzones.support.TestHost;

/** zonecfg and zoneadm at a real pseudo-terminal (spec 2.1). */
class InteractiveIT {
    @TempDir
    Path directory = Path.of("");

    private Pty start(TestHost host, String command, String... args) throws IOException {
        String[] all = new String[args.length + 3];
        all[0] = Path.of("scripts", command).toAbsolutePath().toString();
        all[1] = "-R";
        all[2] = host.root().toString();
        System.arraycopy(args, 0, all, 3, args.length);
        return Pty.start(directory, all);
    }

    @Test
    void theDocumentedSessionTypedByHand() throws IOException, InterruptedException {
        TestHost host1 = TestHost.example(directory.resolve("host1"), "host1");
        host1.require(
                host1.zonecfg(
                        "-z",
                        "my-zone",
                        "create; set zonepath=/export/zones/my-zone; add net; set address=192.168.0.90; set physical=bge0; end"));
        host1.require(host1.zoneadm("-z", "my-zone", "install"));
        host1.require(host1.zoneadm("-z", "my-zone", "boot"));
        host1.require(host1.zoneadm("-z", "my-zone", "halt"));
        host1.require(host1.zoneadm("-z", "my-zone", "detach"));
        TestHost host2 = TestHost.example(directory.resolve("host2"), "host1");
        Files.move(host1.at("/export/zones/my-zone"), host2.at("/export/zones/my-zone"));

        try (Pty pty = start(host2, "zonecfg", "-z", "my-zone")) {
            pty.await("my-zone: No such zone configured\nUse 'create' to begin configuring a new zone.\n");
            pty.answer("zonecfg:my-zone> ", "create -a /export/zones/my-zone");
            pty.answer("zonecfg:my-zone> ", "info");
            pty.await("zonename: my-zone\nzonepath: /export/zones/my-zone\nbrand: native\nautoboot: false\nbootargs: \n"
                    + "pool: \nlimitpriv: \nscheduling-class: \nip-type: shared\nhostid: \nfs-allowed: \n"
                    + "inherit-pkg-dir:\n\tdir: /lib\ninherit-pkg-dir:\n\tdir: /platform\n"
                    + "inherit-pkg-dir:\n\tdir: /sbin\ninherit-pkg-dir:\n\tdir: /usr\n"
                    + "net:\n\taddress: 192.168.0.90\n\tphysical: bge0\n");
            pty.answer("zonecfg:my-zone> ", "select net physical=bge0");
            pty.answer("zonecfg:my-zone:net> ", "set physical=e1000g0");
            pty.answer("zonecfg:my-zone:net> ", "end");
            pty.answer("zonecfg:my-zone> ", "commit");
            pty.answer("zonecfg:my-zone> ", "exit");
            assertEquals(0, pty.status());
        }
        assertEquals(0, host2.zoneadm("-z", "my-zone", "attach").status());
        assertEquals("installed", host2.state("my-zone"));
        assertTrue(host2.zonecfg("-z", "my-zone", "info net").out().contains("physical: e1000g0"));
    }

    @Test
    void theLibraryForTheTerminalIsThatOfTheInstallation() throws IOException, InterruptedException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        try (Pty pty = start(host, "zonecfg", "-z", "z")) {
            pty.await("zonecfg:z> ");
            long pid = ProcessHandle.allProcesses()
                    .filter(process -> process.info()
                            .commandLine()
                            .orElse("")
                            .contains("org.jzones.Main zonecfg -R " + host.root()))
                    .mapToLong(ProcessHandle::pid)
                    .findFirst()
                    .orElseThrow();
            List<String> libraries = Files.readAllLines(Path.of("/proc/" + pid + "/maps")).stream()
                    .filter(line -> line.contains("jlinenative"))
                    .map(line -> line.substring(line.indexOf('/')))
                    .distinct()
                    .toList();
            assertEquals(
                    List.of(Path.of("target/native/libjlinenative.so")
                            .toAbsolutePath()
                            .toString()),
                    libraries);
            pty.answer("", "exit");
        }
    }

    @Test
    void ctrlCAbandonsTheLineAndCtrlDEndsTheSession() throws IOException, InterruptedException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        try (Pty pty = start(host, "zonecfg", "-z", "z")) {
            pty.answer("zonecfg:z> ", "create -b; set zonepath=/export/zones/z");
            pty.await("zonecfg:z> ");
            pty.type("set autoboot=true");
            pty.await("set autoboot=true");
            pty.type("\003");
            pty.await("^C\n");
            pty.answer("zonecfg:z> ", "info autoboot");
            pty.await("autoboot: false\n");
            pty.await("zonecfg:z> ");
            pty.type("\004");
            assertEquals(0, pty.status());
        }
        assertEquals("configured", host.state("z"));
    }

    @Test
    void leavingAnUnfinishedResourceOrAnUnsavableConfigurationIsAsked() throws IOException, InterruptedException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        try (Pty pty = start(host, "zonecfg", "-z", "z")) {
            pty.answer("zonecfg:z> ", "create -b");
            pty.answer("zonecfg:z> ", "add net");
            pty.answer("zonecfg:z:net> ", "exit");
            pty.answer("The net resource is not finished; do you want to leave without it (y/[n])? ", "n");
            pty.answer("zonecfg:z:net> ", "cancel");
            pty.answer("zonecfg:z> ", "exit");
            pty.await("zonepath is not set");
            pty.answer("do you really want to quit (y/[n])? ", "n");
            pty.answer("zonecfg:z> ", "exit");
            pty.answer("do you really want to quit (y/[n])? ", "y");
            assertEquals(1, pty.status());
        }
        assertFalse(Files.exists(host.at("/etc/zones/z.xml")));
    }

    @Test
    void exitWithForceLeavesWithoutAQuestion() throws IOException, InterruptedException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        try (Pty pty = start(host, "zonecfg", "-z", "z")) {
            pty.answer("zonecfg:z> ", "create -b");
            pty.answer("zonecfg:z> ", "add net");
            pty.answer("zonecfg:z:net> ", "exit -F");
            pty.await("zonepath is not set");
            assertEquals(1, pty.status());
        }
        assertFalse(Files.exists(host.at("/etc/zones/z.xml")));
    }

    @Test
    void overwritingDeletingAndRevertingAreAsked() throws IOException, InterruptedException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        host.require(host.zonecfg("-z", "z", "create -b; set zonepath=/export/zones/z"));
        try (Pty pty = start(host, "zonecfg", "-z", "z")) {
            pty.answer("zonecfg:z> ", "create");
            pty.answer("overwrite its configuration (y/[n])? ", "maybe");
            pty.answer("overwrite its configuration (y/[n])? ", "n");
            pty.answer("zonecfg:z> ", "set autoboot=true");
            pty.answer("zonecfg:z> ", "revert");
            pty.answer("to what was last saved (y/[n])? ", "y");
            pty.answer("zonecfg:z> ", "info autoboot");
            pty.await("autoboot: false\n");
            pty.answer("zonecfg:z> ", "delete");
            pty.answer("delete zone z (y/[n])? ", "y");
            pty.answer("zonecfg:z> ", "exit");
            assertEquals(0, pty.status());
        }
        assertEquals("global\n", host.zoneadm("list", "-c").out());
    }

    @Test
    void uninstallAsks() throws IOException, InterruptedException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        host.installed("z", "create -b");
        try (Pty pty = start(host, "zoneadm", "-z", "z", "uninstall")) {
            pty.answer("uninstall zone z (y/[n])? ", "n");
            assertEquals(0, pty.status());
        }
        assertEquals("installed", host.state("z"));
        try (Pty pty = start(host, "zoneadm", "-z", "z", "uninstall")) {
            pty.answer("uninstall zone z (y/[n])? ", "y");
            assertEquals(0, pty.status());
        }
        assertEquals("configured", host.state("z"));
    }

    @Test
    void aTerminalThatDoesNotKnowItsWidthShowsTheWholePrompt() throws IOException, InterruptedException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        try (Pty pty = start(host, "zonecfg", "-z", "a-zone-with-a-rather-long-name")) {
            pty.resize(0, 0);
            pty.answer("zonecfg:a-zone-with-a-rather-long-name> ", "exit");
            assertEquals(0, pty.status());
        }
    }

    @Test
    void theTabKeyTwiceListsAndInsertsNothing() throws IOException, InterruptedException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        host.require(host.zonecfg(
                "-z",
                "other",
                "create -b; set zonepath=/export/zones/o; add net; set physical=bge0; set address=10.0.0.1; end;"
                        + " add net; set physical=bge1; set address=10.0.0.2; end; commit"));
        try (Pty pty = start(host, "zonecfg", "-z", "z")) {
            pty.answer("zonecfg:z> ", "create -b; set zonepath = /export/zones/z");
            pty.answer("zonecfg:z> ", "add net");
            pty.await("zonecfg:z:net> ");
            pty.type("set physical = \t");
            pty.await("set physical = bge");
            pty.type("\t\t");
            pty.await("bge0");
            pty.await("bge1");
            pty.type("1\r");
            pty.answer("zonecfg:z:net> ", "info physical");
            pty.await("physical: bge1\n");
            pty.answer("zonecfg:z:net> ", "cancel");
            pty.answer("zonecfg:z> ", "exit");
            assertEquals(0, pty.status());
        }
    }

    @Test
    void onANarrowTerminalLinesEndBetweenWords() throws IOException, InterruptedException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        try (Pty pty = start(host, "zonecfg", "-z", "z")) {
            pty.await("zonecfg:z> ");
            pty.resize(40, 1000);
            pty.answer("", "quit");
            pty.await("zonecfg: zone 'z': unknown command\n    'quit'\n  to leave: exit; 'help commands' lists\n"
                    + "      the commands\n");
            pty.answer("zonecfg:z> ", "help syntax");
            pty.await("A command ends at the end of its line or\nat ';'.");
            pty.await("zonecfg:z> ");
            pty.type("exit\r");
            assertEquals(1, pty.status());
        }
    }

    @Test
    void messagesOfCommandsEndBetweenWordsToo() throws IOException, InterruptedException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        String script = Path.of("scripts/zoneadm").toAbsolutePath().toString();
        String sized = "stty cols 40; exec \"$0\" \"$@\"";
        try (Pty pty = Pty.start(
                directory, "sh", "-c", sized, script, "-R", host.root().toString(), "-z", "nowhere", "boot")) {
            pty.await("zoneadm: zone 'nowhere': No such zone\n    configured\n");
            assertEquals(1, pty.status());
        }
    }

    @Test
    void theTabKeyCompletesWordsOfTheScopeValuesAndDirectories() throws IOException, InterruptedException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        try (Pty pty = start(host, "zonecfg", "-z", "z")) {
            pty.await("zonecfg:z> ");
            pty.type("cre\t-b\r");
            pty.await("create -b\n");
            pty.await("zonecfg:z> ");
            pty.type("set zonep\t/export/zo\tz\r");
            pty.await("set zonepath=/export/zones/z\n");
            pty.await("zonecfg:z> ");
            pty.type("set autob\ttr\t\r");
            pty.await("set autoboot=true");
            pty.await("zonecfg:z> ");
            pty.type("add inh\t\r");
            pty.await("add inherit-pkg-dir");
            pty.await("zonecfg:z:inherit-pkg-dir> ");
            pty.type("set d\t/li\t");
            pty.await("set dir=/lib/");
            pty.type("\003");
            pty.answer("zonecfg:z:inherit-pkg-dir> ", "set dir=/lib");
            pty.await("zonecfg:z:inherit-pkg-dir> ");
            pty.type("en\t\r");
            pty.await("end");
            pty.await("zonecfg:z> ");
            pty.type("select inh\tdi\t/\t\r");
            pty.await("select inherit-pkg-dir dir=/lib");
            pty.answer("zonecfg:z:inherit-pkg-dir> ", "cancel");
            pty.answer("zonecfg:z> ", "exit");
            assertEquals(0, pty.status());
        }
        assertEquals(
                "zonepath: /export/zones/z\nautoboot: true\n",
                host.zonecfg("-z", "z", "info zonepath; info autoboot").out());
    }

    @Test
    void theHistoryOutlivesTheSessionAndOnlyTerminalsWriteIt() throws IOException, InterruptedException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        try (Pty pty = start(host, "zonecfg", "-z", "z")) {
            pty.answer("zonecfg:z> ", "create -b; set zonepath=/export/zones/z");
            pty.answer("zonecfg:z> ", "exit");
            assertEquals(0, pty.status());
        }
        Path history = directory.resolve(".zonecfg_history");
        String kept = Files.readString(history);
        assertTrue(kept.contains("set zonepath=/export/zones/z"), kept);
        host.require(host.zonecfgReading("info zonepath\n", "-z", "z"));
        assertEquals(kept, Files.readString(history));
        try (Pty pty = start(host, "zonecfg", "-z", "z")) {
            pty.await("zonecfg:z> ");
            pty.type("\020\020\r");
            pty.await("overwrite its configuration (y/[n])? ");
            pty.type("n\r");
            pty.answer("zonecfg:z> ", "exit");
            assertEquals(0, pty.status());
        }
    }

    @Test
    void whatIsLongerThanTheScreenGoesThroughThePager() throws IOException, InterruptedException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        Path pager = directory.resolve("pager");
        Files.writeString(pager, "#!/bin/sh\necho PAGED; cat\n");
        assertTrue(pager.toFile().setExecutable(true));
        try (Pty pty = start(host, "zonecfg", "-z", "z")) {
            pty.answer("zonecfg:z> ", "help syntax");
            pty.await("PAGED\nA command ends");
            pty.answer("zonecfg:z> ", "help create");
            assertFalse(pty.await("overwrites an existing one.").contains("PAGED"));
            pty.answer("zonecfg:z> ", "exit");
            assertEquals(0, pty.status());
        }
    }

    @Test
    void errorsAreToldAndTheSessionGoesOn() throws IOException, InterruptedException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        try (Pty pty = start(host, "zonecfg", "-z", "z")) {
            pty.answer("zonecfg:z> ", "creat");
            pty.await("unknown command 'creat'\n  did you mean 'create'?");
            pty.answer("zonecfg:z> ", "info");
            pty.await("No such zone configured");
            pty.answer("zonecfg:z> ", "create -b; set zonepath=/export/zones/z; add fs");
            pty.answer("zonecfg:z:fs> ", "set tpye=ufs");
            pty.await("did you mean 'type'?");
            pty.answer("zonecfg:z:fs> ", "help");
            pty.await("The fs resource has these properties:");
            pty.answer("zonecfg:z:fs> ", "cancel");
            pty.await("zonecfg:z> ");
            pty.type("\004");
            assertEquals(1, pty.status());
        }
        assertEquals("configured", host.state("z"));
    }

    @Test
    void noJavaWarnsOfWhatLineEditingNeeds() throws IOException, InterruptedException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        String script = Path.of("scripts/zonecfg").toAbsolutePath().toString();
        try (Pty pty = Pty.start(directory, Map.of(), script, "-R", host.root().toString(), "-z", "z")) {
            String shown = pty.await("zonecfg:z> ");
            assertFalse(shown.contains("WARNING"), shown);
            pty.type("exit\r");
            pty.status();
        }
    }
}
