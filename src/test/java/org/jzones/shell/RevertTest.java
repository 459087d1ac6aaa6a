package org.jzones.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.model.Failure;
import org.jzones.model.Problem;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneName;
import org.jzones.store.HostFiles;
import org.jzones.support.TestHost;

/** What revert goes back to (spec 2.3). */
class RevertTest {
    @TempDir
    Path directory = Path.of("");

    /** A world in which nobody answers. */
    private record Shown(List<String> lines) implements Surroundings {
        @Override
        public void show(List<String> text) {
            lines.addAll(text);
        }

        @Override
        public void warn(Problem problem) {
            lines.add(problem.toString());
        }

        @Override
        public Optional<Boolean> ask(Problem question) {
            return Optional.empty();
        }

        @Override
        public void save(String file, List<String> text) {
            lines.addAll(text);
        }
    }

    @Test
    void revertShowsWhatSomeoneElseHasSavedMeanwhile() {
        TestHost host = TestHost.example(directory.resolve("host"), "host1");
        host.require(host.zonecfg("-z", "z", "create -b; set zonepath=/export/zones/z"));
        HostFiles files = HostFiles.below(host.root(), () -> "this-boot", text -> {});
        Shown shown = new Shown(new ArrayList<>());
        Session session = new Session(new ZoneDocument(files, new ZoneName("z"), ZoneEntry::state), shown);
        session.execute(Parser.parse("set pool=mine"));
        host.require(host.zonecfg("-z", "z", "set pool=theirs"));
        assertThrows(Failure.class, () -> session.execute(Parser.parse("commit")));

        session.execute(Parser.parse("revert -F"));
        session.execute(Parser.parse("info pool"));
        session.execute(Parser.parse("set bootargs=-v"));
        session.execute(Parser.parse("commit"));
        session.execute(Parser.parse("info bootargs"));

        assertEquals(List.of("pool: theirs", "bootargs: -v"), shown.lines());
    }
}
