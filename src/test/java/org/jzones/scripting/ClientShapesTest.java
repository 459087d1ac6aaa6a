package org.jzones.scripting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** The commands as programs that drive zones give them: the shapes of their arguments, files and pipes. */
class ClientShapesTest {
    private static final Result DONE = new Result(0, "", "");

    @TempDir
    Path directory = Path.of("");

    private TestHost host() {
        return TestHost.example(directory.resolve("host"), "host1");
    }

    private String file(String text) throws IOException {
        Path file = Files.createTempFile(directory, "commands", ".tmp");
        Files.writeString(file, text, StandardCharsets.UTF_8);
        return file.toString();
    }

    /** A command file of create, zonepath and whatever the playbook says; then verbs, and the state out of list -p. */
    @Test
    void aPlaybookMakesMovesAndRemovesAZone() throws IOException {
        TestHost host = host();
        String config = "set autoboot=true; add net; set physical=bge0; set address=10.1.1.1/24; end\n"
                + "add attr\n  set name=comment\n  set type=string\n  set value=\"a; b # c\"\nend";
        String commands = file("create \nset zonepath=/export/zones/z1\n" + config + "\n");
        Result unknown = host.zoneadm("-z", "z1", "list", "-p");
        assertEquals(1, unknown.status());
        assertEquals("", unknown.out());
        assertEquals(DONE, host.zonecfg("-z", "z1", "-f", commands));
        assertEquals("configured", host.state("z1"));
        assertEquals(
                "attr:\n\tname: comment\n\ttype: string\n\tvalue: \"a; b # c\"\n",
                host.zonecfg("-z", "z1", "info", "attr").out());
        assertEquals(0, host.zoneadm("-z", "z1", "install").status());
        assertEquals(DONE, host.zoneadm("-z", "z1", "boot"));
        assertEquals("running", host.state("z1"));
        assertEquals(DONE, host.zoneadm("-z", "z1", "halt"));
        assertEquals(DONE, host.zoneadm("-z", "z1", "halt"));
        assertEquals(DONE, host.zoneadm("-z", "z1", "detach"));
        assertEquals("configured", host.state("z1"));
        assertEquals(DONE, host.zoneadm("-z", "z1", "attach", ""));
        assertEquals("installed", host.state("z1"));
        assertEquals(DONE, host.zoneadm("-z", "z1", "uninstall", "-F"));
        assertEquals(DONE, host.zonecfg("-z", "z1", "delete", "-F"));
        assertEquals(1, host.zoneadm("-z", "z1", "list", "-p").status());
    }

    @Test
    void aZoneIsMadeAgainFromTheManifestOfADetachedOne() throws IOException {
        TestHost host = host();
        host.detached("z1", "create");
        assertEquals(DONE, host.zonecfg("-z", "z1", "delete", "-F"));
        String commands = file("create -a /export/zones/z1\nset zonepath=/export/zones/z1\n\n");
        assertEquals(DONE, host.zonecfg("-z", "z1", "-f", commands));
        assertEquals(DONE, host.zoneadm("-z", "z1", "attach"));
        assertEquals("installed", host.state("z1"));
    }

    /** Properties and resources one by one, each in a file, every value in quotes; info is read back. */
    @Test
    void aStateModuleSetsClearsAndRemovesOneThingAtATime() throws IOException {
        TestHost host = host();
        assertEquals(
                DONE,
                host.zonecfg("-z", "z2", "-f", file("create -b\nset brand=native\nset zonepath=/export/zones/z2\n")));
        String key = Base64.getEncoder().encodeToString("windows".getBytes(StandardCharsets.UTF_8));
        assertTrue(key.endsWith("=="), key);
        for (String change : List.of(
                "set autoboot=\"true\"",
                "set bootargs=\"-m verbose\"",
                "set limitpriv=default,!sys_mount",
                "set ip-type=\"exclusive\"",
                "add attr\nset name=\"key\"\nset type=\"string\"\nset value=" + key + "\nend\nexit",
                "add net\nset physical=\"bge0\"\nend\nexit",
                "add net\nset physical=\"bge1\"\nend\nexit",
                "add fs\nset dir=\"/mnt\"\nset special=\"/export\"\nset type=\"lofs\"\nset options=[ro,nodevices]\nend",
                "add rctl\nset name=\"zone.max-lwps\"\nadd value (priv=privileged,limit=10,action=deny)\nend",
                "add dedicated-cpu\nset ncpus=\"1-2\"\nend",
                "add capped-memory\nset physical=\"512M\"\nset swap=\"1G\"\nend",
                "clear bootargs",
                "remove -F net physical=\"bge1\"",
                "remove -F dataset",
                "select attr name=key\nset value=\"" + key + "\"\nend")) {
            assertEquals(DONE, host.zonecfg("-z", "z2", "-f", file(change + "\n")), change);
        }
        assertEquals(
                "attr:\n\tname: key\n\ttype: string\n\tvalue: " + key + "\n",
                host.zonecfg("-z", "z2", "info", "attr").out());
        assertEquals("net:\n\tphysical: bge0\n", withoutUnset(host.zonecfg("-z", "z2", "info", "net")));
        assertEquals(
                "bootargs: \n", host.zonecfg("-z", "z2", "info", "bootargs").out());
        assertEquals(
                "fs:\n\tdir: /mnt\n\tspecial: /export\n\ttype: lofs\n\toptions: [ro,nodevices]\n",
                withoutUnset(host.zonecfg("-z", "z2", "info", "fs")));
        for (String resource : List.of(
                "inherit-pkg-dir", "device", "dataset", "admin", "capped-cpu", "capped-memory", "dedicated-cpu")) {
            assertEquals(0, host.zonecfg("-z", "z2", "info", resource).status(), resource);
        }
        assertEquals(DONE, host.zonecfg("-z", "z2", "-f", file("remove -F net\nremove -F attr\nclear limitpriv\n")));
        assertEquals("", host.zonecfg("-z", "z2", "info", "net").out());
    }

    private static String withoutUnset(Result info) {
        return info.out()
                .lines()
                .filter(line -> !line.endsWith(" not specified"))
                .map(line -> line + "\n")
                .reduce("", String::concat);
    }

    /** A script of commands with commit and exit at its end, on standard input. */
    @Test
    void aProviderPipesCommandsIn() {
        TestHost host = host();
        assertEquals(
                DONE,
                host.zonecfgReading(
                        "create -b\nset zonepath=/export/zones/z3\nset autoboot=true\nset ip-type=shared\n"
                                + "add net\nset address=10.0.0.1\nset physical=bge0\nend\n"
                                + "add net\nset address=10.0.0.2\nset physical=bge0\nset defrouter=10.0.0.254\nend\n"
                                + "add inherit-pkg-dir\nset dir=/usr\nend\ncommit\nexit\n",
                        "-z",
                        "z3",
                        "-f",
                        "-"));
        assertEquals(
                DONE,
                host.zonecfgReading(
                        "remove net address=10.0.0.1\nadd net\nset address=10.0.0.3\nset physical=bge0\nend\n"
                                + "set autoboot=false\ncommit\nexit",
                        "-z",
                        "z3",
                        "-f",
                        "-"));
        assertEquals(
                "net:\n\taddress: 10.0.0.2\n\tdefrouter: 10.0.0.254\n\tphysical: bge0\n"
                        + "net:\n\taddress: 10.0.0.3\n\tphysical: bge0\n",
                host.zonecfg("-z", "z3", "info", "net").out());
        assertEquals(
                List.of("0:global:running:/::native:shared", "-:z3:configured:/export/zones/z3::native:shared"),
                host.zoneadm("list", "-cp").out().lines().toList());
    }

    /** Every word an argument of its own, the semicolons too. */
    @Test
    void aLibraryPassesWordsAndLoneSemicolons() {
        TestHost host = host();
        String all = "-z z4 create -F -b ; set zonepath=/export/zones/z4 ; set autoboot=false ; set ip-type=shared ;"
                + " add fs ; set type=lofs ; set dir=/mnt ; set special=/export ; set options=[ro,nodevices] ; end ;"
                + " add attr ; set name=note ; set type=string ; set value=\"x\" ; end ;"
                + " add rctl ; set name=zone.max-lwps ; add value (priv=privileged,limit=5,action=deny) ; end ;"
                + " add dataset ; set name=tank/z4 ; end ; commit ;";
        assertEquals(DONE, host.zonecfg(all.split(" ")));
        assertEquals(
                DONE,
                host.zonecfg(
                        "-z", "z4", "select", "fs", "dir=/mnt", ";", "set", "options", "=", "[rw]", ";", "end", ";"));
        assertEquals(
                "fs:\n\tdir: /mnt\n\tspecial: /export\n\traw not specified\n\ttype: lofs\n\toptions: [rw]\n",
                host.zonecfg("-z", "z4", "info", "fs").out());
        assertTrue(host.zoneadm("list", "-cip").out().contains("-:z4:configured:/export/zones/z4::native:shared\n"));
        assertEquals(DONE, host.zonecfg("-z", "z4", "delete", "-F"));
    }

    @Test
    void aZoneIsFoundByItsUuid() {
        TestHost host = host();
        host.installed("z7", "create -b");
        String uuid = host.zoneadm("-z", "z7", "list", "-p").out().split(":")[4];
        assertEquals(DONE, host.zonecfg("-u", uuid, "set autoboot=true"));
        assertEquals(
                "zonename: z7\nautoboot: true\n",
                host.zonecfg("-u", uuid, "info zonename; info autoboot").out());
        assertEquals(
                "zonename: z7\n",
                host.zonecfg("-z", "other", "-u", uuid, "info zonename").out());
    }

    @Test
    void aScriptSetsWithBlanksAroundTheEqualsSign() {
        TestHost host = host();
        assertEquals(DONE, host.zonecfg("-z", "z5", "create -b; set zonepath = \"/export/zones/z5\""));
        assertEquals(DONE, host.zonecfg("-z", "z5", "set autoboot = \"true\""));
        assertEquals(DONE, host.zonecfg("-z", "z5", "set", "pool", "=", "\"\""));
        assertEquals(
                "autoboot: true\n", host.zonecfg("-z", "z5", "info autoboot").out());
        assertEquals(
                DONE,
                host.zonecfg(
                        "-z", "z5", "add net ; set address = 10.1.1.1 ; set physical = bge0 ; end ; verify ; commit"));
    }

    /** Seven fields of list -p, empty operands, verbs repeated. */
    @Test
    void aClusterAgentReadsFieldsAndPassesEmptyOperands() {
        TestHost host = host();
        host.installed("z6", "create -t SUNWblank");
        List<String> fields =
                List.of(host.zoneadm("-z", "z6", "list", "-p").out().strip().split(":", -1));
        assertEquals(7, fields.size());
        assertEquals(List.of("-", "z6", "installed", "/export/zones/z6"), fields.subList(0, 4));
        assertEquals(DONE, host.zoneadm("-z", "z6", "ready", ""));
        assertEquals(DONE, host.zoneadm("-z", "z6", "boot", ""));
        assertEquals(DONE, host.zoneadm("-z", "z6", "halt", ""));
        assertEquals(DONE, host.zoneadm("-z", "z6", "halt"));
        assertEquals(DONE, host.zoneadm("-z", "z6", "detach", ""));
        assertEquals(DONE, host.zoneadm("-z", "z6", "attach", ""));
        assertEquals(DONE, host.zoneadm("-z", "z6", "uninstall", "-F", ""));
        Result unknown = host.zoneadm("-z", "nosuch", "list", "-p");
        assertEquals(1, unknown.status());
        assertEquals("", unknown.out());
        assertFalse(unknown.err().isEmpty());
    }
}
