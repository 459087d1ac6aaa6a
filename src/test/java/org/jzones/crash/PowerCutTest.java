package org.jzones.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.file.Steps;
import org.jzones.support.LoopDisk;
import org.jzones.support.Program;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/**
 * The power goes before each change a command makes, and after the last: what is on the disks by then, and not what the
 * machine would have written at some time, is what it comes up with. A zone that the index calls installed has all its
 * files at the one place the index tells, and the natural next command gets where the first one wanted to go.
 */
@Tag("once")
class PowerCutTest {
    private static final AtomicInteger CUTS = new AtomicInteger();

    /** More than a file system keeps in the inode. */
    private static final String FILE = "the zone's file\n".repeat(20_000);

    private static final String OLD = "/export/zones/z";
    private static final String ELSEWHERE = "/export/other/z";

    @TempDir
    Path directory;

    @AfterAll
    static void tell() {
        System.out.println("PowerCutTest: " + CUTS + " power cuts");
    }

    /**
     * A command during which the power goes.
     *
     * @param zone the zone it is about
     * @param next what an administrator would do next, wherever the command has got to
     * @param places where the zone may be; it is at one of them
     */
    private record Scenario(
            String name,
            Consumer<TestHost> before,
            Function<TestHost, Result> command,
            String zone,
            Consumer<TestHost> next,
            List<String> places) {}

    private static List<Scenario> scenarios() {
        Consumer<TestHost> configured = host -> host.require(host.zonecfg("-z", "z", "create -b; set zonepath=" + OLD));
        Consumer<TestHost> installed = configured.andThen(host -> host.require(host.zoneadm("-z", "z", "install")));
        Consumer<TestHost> detached = installed.andThen(host -> host.require(host.zoneadm("-z", "z", "detach")));
        Consumer<TestHost> arrived = detached.andThen(PowerCutTest::arrive);
        List<Scenario> all = new ArrayList<>();
        all.add(new Scenario(
                "install",
                configured,
                host -> host.zoneadm("-z", "z", "install"),
                "z",
                h -> install(h, "z"),
                List.of(OLD)));
        for (String to : List.of(ELSEWHERE, "/export/zones/new/z")) {
            all.add(new Scenario(
                    "move to " + to,
                    installed,
                    host -> host.zoneadm("-z", "z", "move", to),
                    "z",
                    h -> move(h, to),
                    List.of(OLD, to)));
        }
        all.add(new Scenario(
                "clone",
                installed.andThen(h -> h.require(h.zonecfg("-z", "y", "create -b; set zonepath=/export/other/y"))),
                host -> host.zoneadm("-z", "y", "clone", "z"),
                "y",
                h -> cloneAgain(h),
                List.of("/export/other/y")));
        all.add(new Scenario(
                "uninstall",
                installed,
                host -> host.zoneadm("-z", "z", "uninstall", "-F"),
                "z",
                PowerCutTest::uninstall,
                List.of(OLD)));
        for (String how : List.of("", "-F")) {
            all.add(new Scenario(
                    "attach " + how + " of files that have just come",
                    arrived,
                    host -> host.zoneadm(Stream.of("-z", "z", "attach", how)
                            .filter(w -> !w.isEmpty())
                            .toArray(String[]::new)),
                    "z",
                    PowerCutTest::attachAgain,
                    List.of(ELSEWHERE)));
        }
        all.add(new Scenario(
                "attach -u",
                detached.andThen(PowerCutTest::raise),
                host -> host.zoneadm("-z", "z", "attach", "-u"),
                "z",
                h -> attach(h, "attach", "-u"),
                List.of(OLD)));
        return all;
    }

    /** The files of the detached zone are brought to another disk, as an administrator would. */
    private static void arrive(TestHost host) {
        host.require(host.zonecfg("-z", "z", "delete -F"));
        Program.sh("sync");
        Program.sh("cp -a \"$1\" \"$2\"", host.at(OLD), host.at(ELSEWHERE));
        host.require(host.zonecfg("-z", "z", "create -a " + ELSEWHERE));
    }

    private static void raise(TestHost host) {
        host.pkg("SUNWx", "PKG=SUNWx", "VERSION=2.0", "SUNW_PKG_ALLZONES=true");
        host.write("/opt/file", FILE + "more");
        host.write("/opt/other", FILE);
        host.contents(
                "/opt d none 0755 root root SUNWx",
                "/opt/file f none 0644 root root 1 120 1 SUNWx",
                "/opt/other f none 0644 root root 1 120 1 SUNWx");
    }

    private static void install(TestHost host, String zone) {
        if (host.state(zone).equals("incomplete")) {
            host.require(host.zoneadm("-z", zone, "uninstall", "-F"));
        }
        if (host.state(zone).equals("configured")) {
            host.require(host.zoneadm("-z", zone, "install"));
        }
        host.require(host.zoneadm("-z", zone, "boot"));
    }

    private static void move(TestHost host, String to) {
        host.require(host.zoneadm("-z", "z", "halt"));
        if (!place(host, "z").equals(to)) {
            host.require(host.zoneadm("-z", "z", "move", to));
        }
        host.require(host.zoneadm("-z", "z", "boot"));
    }

    private static void cloneAgain(TestHost host) {
        if (host.state("y").equals("incomplete")) {
            host.require(host.zoneadm("-z", "y", "uninstall", "-F"));
        }
        if (host.state("y").equals("configured")) {
            host.require(host.zoneadm("-z", "y", "clone", "z"));
        }
        host.require(host.zoneadm("-z", "z", "boot"));
        host.require(host.zoneadm("-z", "y", "boot"));
    }

    private static void uninstall(TestHost host) {
        if (!host.state("z").equals("configured")) {
            host.require(host.zoneadm("-z", "z", "uninstall", "-F"));
        }
        assertFalse(Files.exists(host.at(OLD)), "the zonepath stays");
        install(host, "z");
    }

    private static void attachAgain(TestHost host) {
        if (host.state("z").equals("configured")) {
            Program.sh("rm -rf \"$2\" && cp -a \"$1\" \"$2\"", host.at(OLD), host.at(ELSEWHERE));
        }
        attach(host, "attach");
    }

    private static void attach(TestHost host, String... how) {
        if (host.state("z").equals("configured")) {
            host.require(host.zoneadm(
                    Stream.concat(Stream.of("-z", "z"), Stream.of(how)).toArray(String[]::new)));
        }
        host.require(host.zoneadm("-z", "z", "boot"));
    }

    private static String place(TestHost host, String zone) {
        return host.require(host.zoneadm("-z", zone, "list", "-p")).out().split(":")[3];
    }

    @TestFactory
    Stream<DynamicTest> whatTheIndexClaimsIsOnTheDisk() {
        return scenarios().stream().map(s -> DynamicTest.dynamicTest(s.name(), () -> run(s)));
    }

    private void run(Scenario scenario) {
        Path here = fresh();
        try (LoopDisk system = LoopDisk.fresh(here.resolve("system"), here.resolve("host"), 24)) {
            TestHost host = host(here.resolve("host"));
            try (LoopDisk other = LoopDisk.fresh(here.resolve("other"), host.at("/export/other"), 24)) {
                scenario.before().accept(host);
                if (!scenario.name().contains("just come")) {
                    Program.sh("sync");
                }
                Steps cut = (change, path) -> judge(scenario, system, other, change + " " + path);
                Result result = scenario.command().apply(host.watchedBy(cut));
                assertEquals(0, result.status(), result.err());
                judge(scenario, system, other, "the end");
            }
        }
    }

    private static TestHost host(Path root) {
        TestHost host = TestHost.empty(root);
        host.pkg("SUNWx", "PKG=SUNWx", "VERSION=1.0", "SUNW_PKG_ALLZONES=true");
        host.write("/opt/file", FILE);
        host.contents("/opt d none 0755 root root SUNWx", "/opt/file f none 0644 root root 1 120 1 SUNWx");
        host.makeDirectory("/export/other");
        return host;
    }

    /** The machine comes up with what is on its disks now. */
    private void judge(Scenario scenario, LoopDisk system, LoopDisk other, String when) {
        CUTS.incrementAndGet();
        Path after = fresh();
        try (LoopDisk systemAfter = LoopDisk.again(system.cut(after.resolve("system")), after.resolve("host"));
                LoopDisk otherAfter =
                        LoopDisk.again(other.cut(after.resolve("other")), after.resolve("host/export/other"))) {
            TestHost host = TestHost.existing(after.resolve("host"));
            String said = scenario.name() + ", before " + when;
            requireWhole(scenario, host, said);
            scenario.next().accept(host);
            requireWhole(scenario, host, said + ", put right");
            String now = place(host, scenario.zone());
            for (String place : scenario.places()) {
                assertEquals(place.equals(now), exists(host, place), said + ": " + place);
            }
            assertFalse(exists(host, "/etc/zones/z.move"), said);
            assertFalse(exists(host, now + "/.zoneadm.move"), said);
        }
        Program.sh("rm -r \"$1\"", after);
    }

    private static boolean exists(TestHost host, String path) {
        return Files.exists(host.at(path), LinkOption.NOFOLLOW_LINKS);
    }

    /** What is called installed is there. */
    private static void requireWhole(Scenario scenario, TestHost host, String said) {
        String zone = scenario.zone();
        String state = host.state(zone);
        if (!state.equals("installed") && !state.equals("running")) {
            return;
        }
        List<Path> whole = scenario.places().stream()
                .map(place -> host.at(place + "/root/opt/file"))
                .filter(file -> isWhole(file))
                .toList();
        assertFalse(whole.isEmpty(), said + ": " + state + ", and nowhere on the disks");
        if (!exists(host, "/etc/zones/z.move")) {
            assertTrue(whole.contains(host.at(place(host, zone) + "/root/opt/file")), said + ": elsewhere");
        }
    }

    private static boolean isWhole(Path file) {
        try {
            return Files.exists(file) && Files.readString(file).startsWith(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path fresh() {
        try {
            return Files.createTempDirectory(directory, "t");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
