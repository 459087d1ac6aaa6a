package org.jzones.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.Program;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** What the usual commands load: start-up time is lost one library at a time, and this is where it shows first. */
class LoadedClassesIT {
    /** What has no business in a command that succeeds. */
    private static final List<String> UNWANTED = List.of(
            "com.fasterxml.jackson.",
            "org.jline.",
            "org.slf4j.",
            "inet.ipaddr.",
            "org.apache.commons.",
            "java.util.Properties$LineReader",
            "org.jzones.text.Messages",
            "java.util.logging.",
            "java.sql.",
            "java.time.format.",
            "jdk.proxy",
            "picocli.CommandLine$DefaultFactory",
            "java.lang.runtime.ObjectMethods");

    private static final int MOST_OF_OURS = 150;

    @TempDir
    Path directory = Path.of("");

    private TestHost host() throws IOException {
        TestHost host = TestHost.empty(directory.resolve("host"));
        Path sadm = host.root().resolve("var/sadm");
        Files.createDirectories(sadm.resolve("install"));
        Files.writeString(sadm.resolve("install/contents"), "/usr d none 0755 root sys SUNWa\n");
        for (String dir : new String[] {"lib", "platform", "sbin", "usr", "export/zones"}) {
            Files.createDirectories(host.root().resolve(dir));
        }
        Files.createDirectories(sadm.resolve("pkg/SUNWa"));
        Files.writeString(sadm.resolve("pkg/SUNWa/pkginfo"), "VERSION=1.0\nPATCHLIST=100000-01\n");
        host.require(
                host.zonecfg(
                        "-z",
                        "z1",
                        "create; set zonepath=/export/zones/z1; add net; set address=10.0.0.1/24; set physical=e0; end; set cpu-shares=10"));
        host.require(host.zoneadm("-z", "z1", "install"));
        return host;
    }

    /** The classes that a command of the built jar loads, which has to succeed. */
    private Set<String> loaded(TestHost host, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(System.getProperty("java.home") + "/bin/java", "-Xshare:auto", "-XX:TieredStopAtLevel=1"));
        for (String option : Files.readAllLines(Path.of("scripts/java.options"))) {
            if (option.startsWith("-D")) {
                command.add(option);
            }
        }
        Path log = directory.resolve("classes");
        command.addAll(
                List.of("-Xlog:class+load:file=" + log, "-cp", "target/jzones.jar", "org.jzones.Main", words[0]));
        command.addAll(List.of("-R", host.root().toString()));
        command.addAll(List.of(words).subList(1, words.length));
        Result result = Program.of(command).within(Duration.ofMinutes(2)).run();
        assertEquals(0, result.status(), command + "\n" + result.err());
        Set<String> classes = new TreeSet<>();
        for (String line : Files.readAllLines(log)) {
            String name = line.substring(line.lastIndexOf(']') + 1).strip();
            classes.add(name.split(" ")[0]);
        }
        return classes;
    }

    private static List<String> unwanted(Set<String> classes) {
        return classes.stream()
                .filter(name -> UNWANTED.stream().anyMatch(name::startsWith))
                .toList();
    }

    @TestFactory
    List<DynamicTest> usualCommandsLoadWhatTheyNeed() throws IOException {
        TestHost host = host();
        return List.of(
                test("list -cp", host, "zoneadm", "list", "-cp"),
                test("list -cv", host, "zoneadm", "list", "-cv"),
                test("info", host, "zonecfg", "-z", "z1", "info"),
                test("detach", host, "zoneadm", "-z", "z1", "detach"),
                test("attach", host, "zoneadm", "-z", "z1", "attach"));
    }

    private DynamicTest test(String name, TestHost host, String... words) {
        return DynamicTest.dynamicTest(name, () -> {
            Set<String> classes = loaded(host, words);
            assertEquals(List.of(), unwanted(classes));
            long ours = classes.stream()
                    .filter(c -> c.startsWith("org.jzones.") && !c.contains("$$Lambda"))
                    .count();
            assertTrue(ours > 20 && ours < MOST_OF_OURS, ours + " classes of the project");
        });
    }

    @Test
    void theCheckWouldNoticeAnUnwantedClass() throws IOException, InterruptedException {
        assertNamesALogger(unwanted(loaded(host(), "zoneadm", "--debug", "list")));
    }

    private static void assertNamesALogger(List<String> classes) {
        assertTrue(classes.stream().anyMatch(c -> c.startsWith("org.slf4j.")), classes.toString());
    }
}
