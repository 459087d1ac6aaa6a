package org.jzones.host.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneName;
import org.jzones.support.TestHost;

/**
 * The configuration of a container, whole, from that of a zone: files in src/test/resources/containers, written anew with
 * {@code -Dcontainers.write=true}.
 */
class ContainerConfigTest {
    private static final Path FILES = Path.of("src/test/resources/containers");

    @TempDir
    Path directory = Path.of("");

    private int hosts;

    private ZoneConfig config(String commands) {
        TestHost host = TestHost.empty(directory.resolve("host" + hosts++));
        host.require(host.zonecfg("-z", "web", "create -b; set brand=lx; set zonepath=/zones/web; " + commands));
        return host.files().configs().require(new ZoneName("web"));
    }

    private static ContainerFacts facts(Map<String, Path> sources, List<Device> devices, String cpus) {
        return facts(Account.root(), sources, devices, cpus);
    }

    private static ContainerFacts facts(Account user, Map<String, Path> sources, List<Device> devices, String cpus) {
        return new ContainerFacts(
                new ContainerId("web-0123abcd"),
                Path.of("/zones/web/root"),
                user,
                sources,
                Map.of("/data", Path.of("/run/zones/web/fs/0")),
                devices,
                cpus,
                "x86_64",
                Optional.empty());
    }

    private static void compare(String name, String document) throws IOException {
        Path file = FILES.resolve(name + ".json");
        if (Boolean.getBoolean("containers.write")) {
            Files.writeString(file, document);
        }
        assertEquals(Files.readString(file), document);
    }

    @Test
    void aZoneWithNothingSpecial() throws IOException {
        compare("plain", ContainerConfig.document(config(""), facts(Map.of(), List.of(), ""), ""));
    }

    @Test
    void aFirstProgramThatIsNotRoots() {
        Account user = new Account("ann", 1000, 1001, List.of(4L, 10L), "/home/ann", "/bin/sh");
        String document = ContainerConfig.document(config(""), facts(user, Map.of(), List.of(), ""), "")
                .replaceAll("\\s+", "");
        assertTrue(document.contains("\"user\":{\"uid\":1000,\"gid\":1001,\"additionalGids\":[4,10]}"), document);
        assertTrue(document.contains("\"bounding\":["), document);
        assertFalse(document.contains("\"effective\"") || document.contains("\"permitted\""), document);
    }

    @Test
    void aZoneWithEverything() throws IOException {
        ZoneConfig config = config("""
                set limitpriv="default,sys_time,!chown"; set max-lwps=100; set max-processes=90;
                add inherit-pkg-dir; set dir=/usr; end;
                add fs; set dir=/srv/pool; set special=/export/pool; set type=lofs; add options [ro]; end;
                add fs; set dir=/srv/own; set special=/export/own; set type=lofs; end;
                add fs; set dir=/scratch; set special=swap; set type=tmpfs; add options [size=1m]; end;
                add fs; set dir=/data; set special=/dev/vdb; set raw=/dev/vdb; set type=ext4; add options [ro,noatime]; end;
                add net; set address=10.77.0.5/24; set physical=br0; set defrouter=10.77.0.1; end;
                add device; set match=/dev/fuse; end;
                add dedicated-cpu; set ncpus=1; end;
                add capped-memory; set physical=64m; set swap=32m; set locked=8k; end;
                add attr; set name=init; set type=string; set value="/sbin/run 'one word' two"; end;
                add attr; set name=hostname; set type=string; set value=www; end;
                add attr; set name=cwd; set type=string; set value=/srv; end;
                add attr; set name=env; set type=string; set value=LANG=C.UTF-8; end;
                add attr; set name=env.2; set type=string; set value=TERM=dumb; end
                """.replace("\n", " "));
        Map<String, Path> sources = Map.of(
                "/usr", Path.of("/host/usr"),
                "/export/pool", Path.of("/host/export/pool"),
                "/export/own", Path.of("/host/export/own"));
        List<Device> devices = List.of(new Device("/dev/fuse", 'c', 10, 229));
        compare("everything", ContainerConfig.document(config, facts(sources, devices, "1"), "-v three"));
    }

    @Test
    void whatLiesInAnotherMountComesAfterIt() {
        String document = ContainerConfig.document(
                config("add fs; set dir=/usr/a/b; set special=/x; set type=lofs; end;"
                        + "add fs; set dir=/usr/a; set special=/y; set type=lofs; end;"
                        + "add inherit-pkg-dir; set dir=/usr; end"),
                facts(Map.of(), List.of(), ""),
                "");
        int outer = document.indexOf("\"/usr\"");
        int middle = document.indexOf("\"/usr/a\"");
        int inner = document.indexOf("\"/usr/a/b\"");
        assertTrue(0 < outer && outer < middle && middle < inner, document);
    }

    @Test
    void bootArgumentsGoToTheFirstProgram() {
        ZoneAttributes attributes =
                new ZoneAttributes(config("add attr; set name=init; set type=string; set value=\"/bin/run one\"; end"));
        assertEquals(List.of("/bin/run", "one"), attributes.command(""));
        assertEquals(List.of("/bin/run", "one", "-v", "two"), attributes.command(" -v  two "));
        assertEquals(List.of("/bin/sh"), attributes.command("-s"));
        assertEquals(List.of("/bin/run", "one", "-s", "x"), attributes.command("-s x"));
        assertEquals(List.of("/sbin/other", "-v"), attributes.command("-v -i /sbin/other"));
        assertEquals(List.of("/bin/run", "one", "-m", "verbose"), attributes.command("-m verbose"));
        assertEquals(List.of("/bin/run", "one", "-i"), attributes.command("-i"));
        assertEquals(List.of("/sbin/init"), new ZoneAttributes(config("")).command(""));
    }

    @Test
    void aQuotaIsThatOfTheProcessors() {
        String document = ContainerConfig.document(
                config("set cpu-shares=512; add capped-cpu; set ncpus=0.5; end"), facts(Map.of(), List.of(), ""), "");
        assertTrue(document.contains("\"quota\" : 50000"), document);
        assertTrue(document.contains("\"shares\" : 512"), document);
        assertTrue(document.contains("\"period\" : 100000"), document);
        assertFalse(document.contains("\"memory\""), document);
    }

    @Test
    void processorsAreTakenFromTheEnd() {
        assertEquals("1", Processors.choose("1", 2, List.of()).orElseThrow());
        assertEquals("0", Processors.choose("1", 2, List.of(1)).orElseThrow());
        assertEquals("1,3", Processors.choose("1-2", 4, List.of(2)).map(c -> c).orElseThrow());
        assertEquals("0,1", Processors.choose("1-4", 2, List.of()).orElseThrow());
        assertTrue(Processors.choose("2-4", 2, List.of(0)).isEmpty());
        assertEquals(List.of(1, 3), Processors.numbers("1,3"));
        assertEquals(List.of(), Processors.numbers("x,"));
    }

    @Test
    void signalsHaveNamesAndNumbers() {
        assertEquals(15, Signals.number("TERM").orElseThrow());
        assertEquals(15, Signals.number("SIGTERM").orElseThrow());
        assertEquals(15, Signals.number("15").orElseThrow());
        assertEquals(3, Signals.number("quit").orElseThrow());
        assertEquals(37, Signals.number("RTMIN+3").orElseThrow());
        for (String none : List.of("", "0", "65", "999", "RTMIN+31", "RTMIN+", "NONE", "SIG")) {
            assertTrue(Signals.number(none).isEmpty(), none);
        }
    }
}
