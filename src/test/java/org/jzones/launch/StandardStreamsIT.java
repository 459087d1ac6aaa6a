package org.jzones.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.support.Program;
import org.jzones.support.Snapshot;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** Standard input, output and error that are closed, full, or nobody reads. */
class StandardStreamsIT {
    @TempDir
    Path directory = Path.of("");

    private TestHost host = TestHost.existing(directory);

    @BeforeEach
    void makeHost() {
        host = TestHost.empty(directory.resolve("host"));
        host.require(host.zonecfg("-z", "z", "create -b; set zonepath=/export/zones/z"));
    }

    private Result run(String shell, String program) throws IOException, InterruptedException {
        return Program.of(
                        shell, "-c", program.replace("zone", Path.of("scripts").toAbsolutePath() + "/zone"))
                .with(Map.of("ZONES_ROOT", host.root().toString()))
                .run();
    }

    private Result run(String program) throws IOException, InterruptedException {
        return run("sh", program);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"zonecfg -z z", "zonecfg -z z -f -", "zoneadm attach -n -", "zoneadm -z z list", "zonemove"})
    void aClosedInputHasNothingInIt(String command) throws IOException, InterruptedException {
        Snapshot before = Snapshot.of(host);
        Result nothing = run(command + " </dev/null");
        assertEquals(nothing, run(command + " <&-"));
        assertEquals(nothing, run("bash", command + " <&-"));
        assertEquals(List.of(), Snapshot.of(host).changesSince(before));
    }

    @ParameterizedTest
    @CsvSource({
        "zoneadm list -c, >/dev/full, No space left on device",
        "zoneadm help, >/dev/full, No space left on device",
        "zoneadm list --json, >/dev/full, No space left on device",
        "zonecfg -z z info, >/dev/full, No space left on device",
        "zonename, >/dev/full, No space left on device",
        "zoneadm list -c, >&-, Bad file descriptor",
        "zoneadm list -c, <&- >&-, Bad file descriptor",
    })
    void outputThatIsLostIsToldOnce(String command, String where, String why) throws IOException, InterruptedException {
        String name = command.split(" ")[0];
        String told = name + ": standard output cannot be written: " + why + "\n";
        assertEquals(new Result(1, "", told), run(command + " " + where));
    }

    @Test
    void whatHasNothingToSayNeedsNoOutput() throws IOException, InterruptedException {
        assertEquals(new Result(0, "", ""), run("zonecfg -z z set autoboot=true <&- >&-"));
        assertEquals(new Result(0, "", ""), run("zonecfg -z z set autoboot=false <&- >&- 2>&-"));
        assertEquals(
                "false", host.zonecfg("-z", "z", "info autoboot").out().strip().replace("autoboot: ", ""));
    }

    @Test
    void aClosedErrorIsNoFile() throws IOException, InterruptedException {
        assertEquals(new Result(0, "global\nz\n", ""), run("zoneadm list -c 2>&-"));
        assertEquals(new Result(1, "", ""), run("zoneadm -z nosuch halt 2>&-"));
    }

    @Test
    void aReaderThatHasHadEnoughIsNotBothered() throws IOException, InterruptedException {
        Result result = run("{ sleep 0.2; zoneadm list -c; echo $? >&2; } | :");
        assertEquals(new Result(0, "", "1\n"), result);
    }

    @Test
    void anEmptyHostRootIsNotTheMachine() throws IOException, InterruptedException {
        String told = ": ZONES_ROOT is empty: take it away, or give the directory of a host\n";
        assertEquals(new Result(1, "", "zoneadm" + told), run("ZONES_ROOT= zoneadm list"));
        assertEquals(new Result(2, "", "zonecfg" + told), run("ZONES_ROOT= zonecfg -z z info"));
        assertEquals(new Result(0, "global\n", ""), run("root=$ZONES_ROOT; ZONES_ROOT= zoneadm -R \"$root\" list"));
    }
}
