package org.jzones.software.dpkg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.file.Progress;
import org.jzones.model.HostInventory;
import org.jzones.model.HostSoftware;
import org.jzones.model.ZoneConfig;
import org.jzones.place.TakeInventory;
import org.jzones.support.DpkgHost;
import org.jzones.support.Program;
import org.jzones.support.TestHost;

/** What matters on this machine is what dpkg itself says of it (spec 5.9); nothing is written. */
class ThisMachineTest {
    private static final TestHost MACHINE = TestHost.existing(Path.of("/"));
    private static final String SETS = "/usr,/usr/lib,/usr/share/perl5,/lib,/lib /sbin,/bin,/usr/bin /usr/sbin,/etc,"
            + "/usr/share/doc/bash,/usr/lib/locale /usr/share/locale,/usr/include,/opt,/var,/lib/systemd,/usr/lib64";

    private static Map<String, List<String>> listed = Map.of();
    private static Map<String, String> versions = Map.of();
    private static String own = "";

    @BeforeAll
    static void askDpkg() throws IOException, InterruptedException {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/dpkg-query")) && Files.exists(Path.of("/var/lib/dpkg/status")),
                "SKIPPED: this is no machine with dpkg");
        own = run("dpkg", "--print-architecture").strip();
        List<String> names = new ArrayList<>();
        versions = new TreeMap<>();
        for (String line : run("dpkg-query", "-W", "-f", "${binary:Package}\t${db:Status-Status}\t${Version}\n")
                .split("\n")) {
            String[] fields = line.split("\t");
            if (fields[1].equals("installed")) {
                names.add(fields[0]);
                versions.put(plain(fields[0]), fields[2]);
            }
        }
        List<String> command = new ArrayList<>(List.of("dpkg", "-L"));
        command.addAll(names);
        String[] answers = run(command.toArray(String[]::new)).split("\n\n");
        assertEquals(names.size(), answers.length);
        listed = new LinkedHashMap<>();
        for (int i = 0; i < answers.length; i++) {
            listed.put(plain(names.get(i)), files(answers[i]));
        }
    }

    private static String run(String... words) throws IOException, InterruptedException {
        return Program.of(words).run().out();
    }

    private static String plain(String name) {
        return name.endsWith(":" + own) ? name.substring(0, name.lastIndexOf(':')) : name;
    }

    /** Where the files are that dpkg -L tells of. */
    private static List<String> files(String answer) {
        List<String> files = new ArrayList<>();
        for (String line : answer.split("\n")) {
            if (line.startsWith("diverted by ") || line.startsWith("locally diverted")) {
                files.set(files.size() - 1, line.substring(line.indexOf(" to: ") + 5));
            } else if (line.startsWith("/")) {
                files.add(line);
            }
        }
        return files;
    }

    private static String canonical(String path) throws IOException {
        int slash = path.indexOf('/', 1);
        Path first = Path.of(slash < 0 ? path : path.substring(0, slash));
        String real = Files.isSymbolicLink(first) ? first.toRealPath().toString() : first.toString();
        return slash < 0 ? real : real + path.substring(slash);
    }

    static Stream<String> sets() {
        return Stream.of(SETS.split(","));
    }

    private static List<String> relevant(ZoneConfig zone) {
        return MACHINE.opened().software(zone).software(zone.inheritedDirs()).relevant().stream()
                .map(pkg -> pkg.name())
                .toList();
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("sets")
    void everyPackageMattersIfWhatDpkgListsOfItIsInherited(String set) throws IOException {
        List<String> dirs = List.of(set.split(" "));
        TreeSet<String> expected = new TreeSet<>();
        for (Map.Entry<String, List<String>> pkg : listed.entrySet()) {
            for (String file : pkg.getValue()) {
                for (String dir : dirs) {
                    if (canonical(file).startsWith(canonical(dir) + "/")) {
                        expected.add(pkg.getKey());
                    }
                }
            }
        }
        assertEquals(List.copyOf(expected), relevant(DpkgHost.zone(dirs)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/usr/share/perl5", "/usr/share/doc/bash", "/usr/include", "/etc"})
    void whoeverDpkgSearchFindsMatters(String dir) throws IOException, InterruptedException {
        TreeSet<String> expected = new TreeSet<>();
        for (String line : run("dpkg", "-S", dir + "/*").split("\n")) {
            if (!line.startsWith("diversion by ")) {
                for (String name : line.substring(0, line.lastIndexOf(": /")).split(", ")) {
                    expected.add(plain(name));
                }
            }
        }
        expected.retainAll(versions.keySet());
        assertEquals(List.copyOf(expected), relevant(DpkgHost.zone(List.of(dir))));
    }

    @Test
    void theVersionsAreThoseOfDpkg() {
        HostSoftware software =
                MACHINE.opened().software(DpkgHost.zone(List.of("/usr"))).software(List.of("/usr"));
        Map<String, String> found = new TreeMap<>();
        software.all().forEach(pkg -> found.put(pkg.name(), pkg.version()));
        assertEquals(versions, found);
    }

    @Test
    void anInventorySaysOfThisMachineWhatItSaysItself() {
        HostInventory inventory = new TakeInventory(MACHINE.opened()).plan(Progress.SILENT);
        assertEquals("dpkg", inventory.kind());
        assertTrue(inventory.contents());
        sets().map(set -> List.of(set.split(" ")))
                .filter(dirs -> dirs.stream().allMatch(inventory.directories()::holds))
                .forEach(dirs -> assertEquals(
                        relevant(DpkgHost.zone(dirs)),
                        inventory.software(dirs).relevant().stream()
                                .map(pkg -> pkg.name())
                                .toList(),
                        dirs.toString()));
    }

    /** apt does not know more: what it says a package depends on is in the closure, if it is installed. */
    @Test
    void whatIsNeededIsClosed() {
        ZoneConfig zone = DpkgHost.zone(List.of("/usr"), "needs", "bash", "init", "/usr/bin/perl");
        List<String> needed = relevant(zone);
        assertTrue(needed.containsAll(List.of("bash", "libc6", "base-files", "debianutils", "perl-base")), "" + needed);
        assertTrue(needed.size() < versions.size() / 4, needed.size() + " of " + versions.size());
    }
}
