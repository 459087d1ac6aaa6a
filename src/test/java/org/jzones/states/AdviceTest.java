package org.jzones.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** Where a verb refuses a zone and advises another verb, that one works: for every brand, in every state (spec 3). */
class AdviceTest {
    private static final Pattern ADVICE = Pattern.compile(
            "(?m)^  .*?(?:zoneadm -z z |')((?:install|detach|attach|uninstall|boot|halt|shutdown)(?: -F)?)\\b");

    /** What stops something or removes it, and the verbs that are asked for what it leads to. */
    private static final Map<String, String> HARMFUL = Map.of(
            "zonecfg.* delete", "nothing",
            "uninstall", "install|clone|attach",
            "detach", "nothing",
            "halt|shutdown", "detach|move|shutdown");

    private static final List<String> VERBS = List.of(
            "verify",
            "install",
            "uninstall -F",
            "clone other",
            "move /export/new",
            "detach",
            "attach",
            "attach -u",
            "attach --dry-run",
            "attach -F",
            "ready",
            "boot",
            "halt",
            "reboot",
            "shutdown",
            "mark incomplete");

    private static final AtomicInteger FOLLOWED = new AtomicInteger();

    private static final String SUNWX = "PKG=SUNWx\nVERSION=1.0\nSUNW_PKG_ALLZONES=true\n";

    @TempDir
    Path directory = Path.of("");

    @AfterAll
    static void thereWasAdvice() {
        assertTrue(FOLLOWED.get() > 50, "only " + FOLLOWED + " pieces of advice were found");
    }

    /** How a zone comes to where it is. */
    private record Situation(String name, Consumer<TestHost> before) {}

    private static List<Situation> situations(String brand) {
        Consumer<TestHost> configured = host -> {
            String create = "create -b; set zonepath=/export/zones/z; set brand=" + brand;
            host.require(host.zonecfg("-z", "z", create));
        };
        Consumer<TestHost> withFiles = configured.andThen(AdviceTest::makeFiles);
        Consumer<TestHost> installed = withFiles.andThen(host -> host.require(host.zoneadm("-z", "z", "attach", "-F")));
        List<Situation> situations = new ArrayList<>(List.of(
                new Situation("configured", configured),
                new Situation("with files", withFiles),
                new Situation("installed", installed),
                new Situation("detached", installed.andThen(host -> host.require(host.zoneadm("-z", "z", "detach")))),
                new Situation(
                        "incomplete",
                        installed.andThen(host -> host.require(host.zoneadm("-z", "z", "mark", "incomplete"))))));
        if (brand.equals("native")) {
            for (String up : List.of("ready", "boot")) {
                situations.add(new Situation(up, installed.andThen(host -> host.require(host.zoneadm("-z", "z", up)))));
            }
        }
        return situations;
    }

    private static void makeFiles(TestHost host) {
        host.makeDirectory("/export/zones/z/root/etc");
        host.write("/export/zones/z/root/var/sadm/pkg/SUNWx/pkginfo", SUNWX);
        host.makeDirectory("/export/zones/z/dev");
    }

    @TestFactory
    Stream<DynamicTest> adviceCanBeFollowed() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String brand : List.of("native", "solaris8")) {
            for (Situation situation : situations(brand)) {
                for (String verb : VERBS) {
                    String name = brand + ", " + situation.name() + ": " + verb;
                    tests.add(DynamicTest.dynamicTest(name, () -> check(situation, verb)));
                }
            }
        }
        return tests.stream();
    }

    private void check(Situation situation, String verb) {
        TestHost host = host();
        situation.before().accept(host);
        Result refused = run(host, verb);
        assertHarmless(verb, refused.err());
        Optional<String> advice = advice(refused.err());
        if (refused.status() == 0 || advice.isEmpty()) {
            assertTrue(refused.status() == 0 || !refused.err().isEmpty(), "refused without a word");
            return;
        }
        FOLLOWED.incrementAndGet();
        if (advice.get().equals("attach -F")) {
            makeFiles(host); // it says to bring them first where there are none
        }
        // it asks at a terminal
        String command = advice.get().equals("uninstall") ? "uninstall -F" : advice.get();
        Result followed = run(host, command);
        String warning = followed.err().contains("it was never detached") ? followed.err() : "";
        assertEquals(new Result(0, "", warning), followed, "advised by: " + refused.err());
    }

    private static void assertHarmless(String verb, String err) {
        for (String line : err.lines().filter(l -> l.startsWith("  ")).toList()) {
            HARMFUL.forEach((command, verbs) -> assertTrue(
                    !Pattern.compile("zoneadm .*\\b(" + command + ")\\b|" + command + " -F")
                                    .matcher(line)
                                    .find()
                            || verb.split(" ")[0].matches(verbs),
                    verb + " is advised to " + line));
        }
    }

    private static Optional<String> advice(String err) {
        Matcher matcher = ADVICE.matcher(err);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Result run(TestHost host, String verb) {
        List<String> words = new ArrayList<>(List.of("-z", "z"));
        words.addAll(Arrays.asList(verb.split(" ")));
        return host.zoneadm(words.toArray(String[]::new));
    }

    private TestHost host() {
        try {
            TestHost host =
                    TestHost.empty(Files.createTempDirectory(directory, "host").resolve("root"));
            host.pkg("SUNWx", SUNWX.strip());
            host.require(host.zonecfg("-z", "other", "create -b; set zonepath=/export/zones/other"));
            return host;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
