package org.jzones.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jzones.host.Machine;
import org.jzones.model.Manifest;
import org.jzones.op.HostRoot;
import org.jzones.op.ZoneSelector;
import org.jzones.op.Zones;
import org.jzones.place.Place;
import org.jzones.place.Place.Answer;
import org.jzones.store.ManifestStore;
import org.jzones.text.PlaceJson;
import org.jzones.text.PlaceTable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The zoneplace command: asks many hosts, or their inventories, which of them can take a zone. */
public final class Zoneplace {
    /** Its options and operands. */
    static final class Options extends Arguments {
        private final OptionSpec zones;
        private final OptionSpec manifests;
        private final OptionSpec update;
        private final OptionSpec verbose;
        private final OptionSpec json;
        private final OptionSpec matrix;
        private final PositionalParamSpec hosts;

        Options() {
            super(
                    "zoneplace",
                    "zoneplace [-R DIR] (-z ZONE | -m MANIFEST) [-u] [-v] [--json] HOST...",
                    "       zoneplace [-R DIR] --matrix (-z ZONE | -m MANIFEST)... [-u] [--json] HOST...");
            zones = several("-z", "ZONE", "A zone of the host at hand; with --matrix, several.");
            manifests = several("-m", "MANIFEST", "A manifest (- for standard input); with --matrix, several.");
            update = flag("-u", "Count on attach -u.");
            verbose = flag("-v", "List what differs, or what an update would do.");
            json = jsonOption();
            matrix = flag("--matrix", "Print a table of all zones and all hosts.");
            addHostOptions();
            hosts = add(PositionalParamSpec.builder()
                    .arity("1..*")
                    .required(true)
                    .paramLabel("HOST")
                    .description("The root directory of a host, or an inventory file.")
                    .type(String[].class)
                    .build());
        }

        private OptionSpec several(String name, String label, String description) {
            return add(OptionSpec.builder(name)
                    .type(String[].class)
                    .arity("1")
                    .paramLabel(label)
                    .description(description)
                    .build());
        }
    }

    private final Console console;
    private final Options options = new Options();

    public Zoneplace(Io io) {
        this.console = new Console(io);
    }

    /** Runs the command and returns its exit status. */
    public int run(List<String> args) {
        return options.run(console, args, () -> {
            check();
            return place();
        });
    }

    private void check() {
        int zones = Arguments.texts(options.zones).size()
                + Arguments.texts(options.manifests).size();
        if (zones == 0) {
            throw new UsageError("name a zone with -z, or a manifest with -m");
        }
        if (zones > 1 && !Arguments.given(options.matrix)) {
            throw new UsageError("several zones need --matrix");
        }
        if (Arguments.given(options.matrix) && Arguments.given(options.verbose) && !Arguments.given(options.json)) {
            throw new UsageError("-v does not go together with --matrix");
        }
        long readers = Arguments.texts(options.manifests).stream()
                .filter(file -> file.equals("-"))
                .count();
        if (readers > 1) {
            throw new UsageError("standard input holds one manifest only");
        }
    }

    private int place() {
        DebugLog debug = options.debugLog(console);
        List<Manifest> zones = manifests();
        Place place = new Place(
                path -> HostRoot.at(
                        path,
                        new Machine(Path.of("/proc")),
                        debug::log,
                        console.io().steps()),
                Arguments.given(options.update),
                Arguments.given(options.verbose));
        List<Answer> answers = place.plan(zones, Arguments.texts(options.hosts));
        List<String> names =
                zones.stream().map(manifest -> manifest.config().zonename()).toList();
        if (Arguments.given(options.json)) {
            showJson(names, answers);
        } else {
            show(names, answers);
        }
        boolean all = answers.stream().allMatch(answer -> answer.failure().isEmpty());
        boolean taken = IntStream.range(0, zones.size())
                .allMatch(zone -> answers.stream()
                        .filter(answer -> answer.failure().isEmpty())
                        .anyMatch(
                                answer -> answer.placements().get(zone).status().isGood()));
        return all && taken ? ExitStatus.DONE : ExitStatus.FAILED;
    }

    /** The manifests of all zones: those of -z, then those of -m. */
    private List<Manifest> manifests() {
        List<Manifest> manifests = new ArrayList<>();
        for (String zone : Arguments.texts(options.zones)) {
            options.about(Optional.of(zone).filter(name -> !name.isEmpty()));
            HostRoot host = options.host(console);
            ZoneSelector selector = ZoneSelector.ofName(zone);
            new Zones(host)
                    .unfinished(selector)
                    .forEach(problem -> console.tell(problem, Arguments.prefix("zoneplace", Optional.of(zone)), zone));
            manifests.add(Place.manifest(host, selector));
        }
        options.about(Optional.empty());
        for (String file : Arguments.texts(options.manifests)) {
            try (UserFile opened = UserFile.open(file, console.io())) {
                manifests.add(ManifestStore.read(opened.stream(), opened.name()));
            }
        }
        return manifests;
    }

    private void showJson(List<String> zones, List<Answer> answers) {
        PlaceJson json = new PlaceJson(console.messages());
        console.show(List.of(
                Arguments.given(options.matrix) ? json.matrix(zones, answers) : json.placement(zones.get(0), answers)));
    }

    private void show(List<String> zones, List<Answer> answers) {
        List<Answer> said =
                answers.stream().filter(answer -> answer.failure().isEmpty()).toList();
        if (Arguments.given(options.matrix)) {
            console.show(PlaceTable.matrix(zones, said));
        } else {
            PlaceTable table = new PlaceTable(console.messages(), zones.get(0));
            console.show(table.lines(Place.ranked(said, 0), 0, Arguments.given(options.verbose)));
        }
        for (Answer answer : answers) {
            String prefix = "zoneplace: " + (answer.root() ? answer.input() + ": " : "");
            answer.failure().ifPresent(failure -> console.tell(failure, prefix, ""));
        }
    }
}
