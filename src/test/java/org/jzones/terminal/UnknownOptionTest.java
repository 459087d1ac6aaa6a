package org.jzones.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.model.Verb;
import org.jzones.shell.CommandWord;
import org.jzones.support.TestHost;
import org.jzones.support.TestHost.Result;

/** Every command says {@code unknown option} and its usage, whatever else it lacks; programs look for these words. */
class UnknownOptionTest {
    private static final String OPTION = "-X";

    private static final Set<Verb> BOOTING = EnumSet.of(Verb.BOOT, Verb.REBOOT, Verb.SHUTDOWN);

    @TempDir
    Path directory = Path.of("");

    @Test
    void everySubcommandOfZoneadmSaysSo() {
        TestHost host = TestHost.example(directory.resolve("host"), "host1");
        List<List<String>> lines = new ArrayList<>(List.of(List.of(OPTION, "list"), List.of("help", OPTION)));
        for (Verb verb : Verb.values()) {
            lines.add(List.of("-z", "z", verb.word(), OPTION));
        }
        for (List<String> line : lines) {
            Result result = host.zoneadm(line.toArray(String[]::new));
            assertEquals(2, result.status(), line.toString());
            // it may have been meant for the zone
            Optional<Verb> boots =
                    BOOTING.stream().filter(verb -> line.contains(verb.word())).findFirst();
            String hint = boots.map(
                            verb -> "; boot arguments stand behind --: zoneadm -z ZONE " + verb.word() + " -- -X")
                    .orElse("");
            String told = "zoneadm: unknown option '-X'" + hint + "\nusage: zoneadm ";
            assertTrue(result.err().startsWith(told), line + result.err());
        }
    }

    @Test
    void everyCommandOfTheLanguageSaysSo() {
        TestHost host = TestHost.example(directory.resolve("host"), "host1");
        for (CommandWord command : CommandWord.values()) {
            String told = "zonecfg: zone 'z': unknown option '-X'\n  usage: " + command.synopsis() + "\n";
            assertEquals(new Result(1, "", told), host.zonecfg("-z", "z", command.word() + " -X"));
        }
        Result front = host.zonecfg("-z", "z", OPTION, "info");
        assertEquals(2, front.status());
        assertTrue(front.err().startsWith("zonecfg: unknown option '-X'\nusage: zonecfg "), front.err());
    }
}
