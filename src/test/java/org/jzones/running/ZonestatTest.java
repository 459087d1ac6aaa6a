package org.jzones.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jzones.host.Machine;
import org.jzones.support.Documents;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** zonestat says what is wrong with its words; zones in which nothing runs are not shown. */
class ZonestatTest {
    private static final String HEADER =
            "NAME               CPU% MEMORY  LIMIT  PROCS  LIMIT     IN    OUT     UPTIME\n";

    @TempDir
    Path directory = Path.of("");

    private TestHost host = TestHost.existing(directory);

    @BeforeEach
    void makeHost() {
        host = TestHost.empty(directory.resolve("host"));
        host.installed("sol", "create -b");
        host.require(host.zoneadm("-z", "sol", "boot"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | INTERVAL is a number of seconds from 1 to 99999999, not '0'",
                "00 | INTERVAL is a number of seconds from 1 to 99999999, not '00'",
                "1.5 | INTERVAL is a number of seconds from 1 to 99999999, not '1.5'",
                "web | INTERVAL is a number of seconds from 1 to 99999999, not 'web'",
                "+1 | INTERVAL is a number of seconds from 1 to 99999999, not '+1'",
                "100000000 | INTERVAL is a number of seconds from 1 to 99999999, not '100000000'",
                "@ | INTERVAL is a number of seconds from 1 to 99999999, not ''",
                "1 0 | COUNT is a number from 1 to 99999999, not '0'",
                "1 x | COUNT is a number from 1 to 99999999, not 'x'",
                "1 2 3 | unexpected operand '3'",
                "-1 | INTERVAL is a number of seconds from 1 to 99999999, not '-1'",
                "-x | unknown option '-x'",
                "-p --json | --json does not go together with -p",
            })
    void wordsThatAreWrongAreUsageErrors(String words, String problem) {
        String[] given = words.split(" ");
        for (int i = 0; i < given.length; i++) {
            given[i] = given[i].replace("@", "");
        }
        Result result = host.zonestat(given);
        assertEquals(
                new Result(
                        2,
                        "",
                        "zonestat: " + problem + "\nusage: zonestat [-R DIR] [-p | --json] [INTERVAL [COUNT]]\n"),
                result);
    }

    @Test
    void trackedZonesAreNotShown() throws IOException {
        TestHost.assumeRoot();
        assertEquals(new Result(0, HEADER, ""), host.zonestat());
        assertEquals(new Result(0, "", ""), host.zonestat("-p"));
        Result document = host.zonestat("--json");
        assertEquals(0, document.status());
        assertEquals(
                0, new Documents().read("usage", document.out()).path("zones").size());
        Instant time = Instant.parse(
                new Documents().read("usage", document.out()).path("time").asText());
        assertTrue(Math.abs(Instant.now().getEpochSecond() - time.getEpochSecond()) < 60, time.toString());
    }

    @Test
    void tablesComeOneBelowTheOther() {
        TestHost.assumeRoot();
        assertEquals(new Result(0, HEADER, ""), host.zonestat("1", "1"));
        assertEquals(new Result(0, HEADER + "\n" + HEADER, ""), host.zonestat("1", "2"));
        assertEquals(new Result(0, "", ""), host.zonestat("-p", "1", "2"));
        assertEquals(2, host.zonestat("--json", "1", "2").out().split("\"kind\"").length - 1);
    }

    @Test
    void whatCannotBeDoneIsToldInADocumentToo() throws IOException {
        Result result = host.run(List.of("zonestat", "-R", "/no/such/root", "--json"), "");
        assertEquals(1, result.status());
        assertEquals(
                "zonestat",
                new Documents().read("error", result.out()).path("command").asText());
    }

    @Test
    void whoIsNotRootIsToldSo() {
        assumeTrue(new Machine(Path.of("/proc")).callerUid() > 0, "SKIPPED: this is root");
        assertEquals(
                new Result(
                        1, "", "zonestat: looking into zones that run needs root\n  the same as root: sudo zonestat\n"),
                host.zonestat());
    }
}
