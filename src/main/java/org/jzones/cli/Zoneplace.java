package org.jzones.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.jzones.host.Machine;
import org.jzones.model.Failure;
import org.jzones.model.Manifest;
import org.jzones.op.HostRoot;
import org.jzones.op.ZoneSelector;
import org.jzones.place.Place;
import org.jzones.place.Place.Answer;
import org.jzones.store.ManifestStore;
import org.jzones.text.JsonReport;
import org.jzones.text.PlaceJson;
import org.jzones.text.PlaceTable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/** The zoneplace command: asks many hosts, or their inventories, which of them can take a zone. */
public final class Zoneplace {
    /** Its options and operands. */
    static final class Front {
        final HostOptions host = new HostOptions();
        final CommandSpec spec = Parsing.spec("zoneplace");
        private final OptionSpec zones = several("-z", "ZONE", "A zone of the host at hand; with --matrix, several.");
        private final OptionSpec manifests =
                several("-m", "MANIFEST", "A manifest (- for standard input); with --matrix, several.");
        private final OptionSpec update = Parsing.flag("-u", "Count on attach -u.");
        private final OptionSpec verbose = Parsing.flag("-v", "List what differs, or what an update would do.");
        private final OptionSpec json = Parsing.flag("--json", "Print JSON, for programs.");
        private final OptionSpec matrix = Parsing.flag("--matrix", "Print a table of all zones and all hosts.");
        private final PositionalParamSpec hosts = PositionalParamSpec.builder()
                .arity("1..*")
                .required(true)
                .paramLabel("HOST")
                .description("The root directory of a host, or an inventory file.")
                .type(String[].class)
                .build();

        Front() {
            spec.usageMessage()
                    .customSynopsis(
                            "zoneplace [-R DIR] (-z ZONE | -m MANIFEST) [-u] [-v] [--json] HOST...",
                            "       zoneplace [-R DIR] --matrix (-z ZONE | -m MANIFEST)... [-u] [--json] HOST...");
            spec.addOption(zones).addOption(manifests).addOption(update).addOption(verbose);
            spec.addOption(json).addOption(matrix);
            host.addTo(spec);
            spec.addPositional(hosts);
        }

        private static OptionSpec several(String name, String label, String description) {
            return OptionSpec.builder(name)
                    .type(String[].class)
                    .arity("1")
                    .paramLabel(label)
                    .description(description)
                    .build();
        }
    }

    private final Console console;
    private final Front front = new Front();
    /** The zone of -z that is being looked at. */
    private String zoneAtHand = "";

    public Zoneplace(Io io) {
        this.console = new Console(io);
    }

    /** Runs the command and returns its exit status. */
    public int run(List<String> args) {
        CommandLine line = Parsing.strict(front.spec);
        try {
            line.parseArgs(args.toArray(String[]::new));
            if (front.host.help()) {
                console.show(ZoneadmHelp.of(line));
                return ExitStatus.DONE;
            }
            check();
        } catch (ParameterException e) {
            return usage(line, Parsing.problem(e));
        } catch (UsageError e) {
            return usage(line, e.problem());
        }
        try {
            return place();
        } catch (Failure e) {
            if (VerbCommand.given(front.json)) {
                console.logCause(e);
                console.show(List.of(JsonReport.error("zoneplace", zoneAtHand, e.problems(), console.messages())));
            } else {
                String zone = zoneAtHand.isEmpty() ? "" : "zone '" + zoneAtHand + "': ";
                console.tell(e, "zoneplace: " + zone, zoneAtHand);
            }
            return ExitStatus.FAILED;
        }
    }

    private void check() {
        int zones = VerbCommand.texts(front.zones).size()
                + VerbCommand.texts(front.manifests).size();
        if (zones == 0) {
            throw new UsageError("name a zone with -z, or a manifest with -m");
        }
        if (zones > 1 && !VerbCommand.given(front.matrix)) {
            throw new UsageError("several zones need --matrix");
        }
        if (VerbCommand.given(front.matrix) && VerbCommand.given(front.verbose) && !VerbCommand.given(front.json)) {
            throw new UsageError("-v does not go together with --matrix");
        }
        long readers = VerbCommand.texts(front.manifests).stream()
                .filter(file -> file.equals("-"))
                .count();
        if (readers > 1) {
            throw new UsageError("standard input holds one manifest only");
        }
    }

    private int usage(CommandLine line, String problem) {
        console.tell(List.of("zoneplace: " + problem));
        console.tell(ZoneadmHelp.synopsis(line));
        return ExitStatus.USAGE;
    }

    private int place() {
        DebugLog debug = console.debugLog(front.host.debug());
        List<Manifest> zones = manifests(debug);
        Place place = new Place(
                path -> HostRoot.at(
                        path,
                        new Machine(Path.of("/proc")),
                        debug::log,
                        console.io().steps()),
                VerbCommand.given(front.update),
                VerbCommand.given(front.verbose));
        List<Answer> answers = place.plan(zones, VerbCommand.texts(front.hosts));
        List<String> names =
                zones.stream().map(manifest -> manifest.config().zonename()).toList();
        if (VerbCommand.given(front.json)) {
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
    private List<Manifest> manifests(DebugLog debug) {
        List<Manifest> manifests = new ArrayList<>();
        for (String zone : VerbCommand.texts(front.zones)) {
            zoneAtHand = zone;
            @Nullable String root = front.host.root();
            HostRoot host = HostFinder.find(Optional.ofNullable(root), console.io(), debug);
            manifests.add(Place.manifest(host, ZoneSelector.ofName(zone)));
        }
        zoneAtHand = "";
        for (String file : VerbCommand.texts(front.manifests)) {
            try (UserFile opened = UserFile.open(file, console.io())) {
                manifests.add(ManifestStore.read(opened.stream(), opened.name()));
            }
        }
        return manifests;
    }

    private void showJson(List<String> zones, List<Answer> answers) {
        PlaceJson json = new PlaceJson(console.messages());
        console.show(List.of(
                VerbCommand.given(front.matrix) ? json.matrix(zones, answers) : json.placement(zones.get(0), answers)));
    }

    private void show(List<String> zones, List<Answer> answers) {
        List<Answer> said =
                answers.stream().filter(answer -> answer.failure().isEmpty()).toList();
        if (VerbCommand.given(front.matrix)) {
            console.show(PlaceTable.matrix(zones, said));
        } else {
            PlaceTable table = new PlaceTable(console.messages(), zones.get(0));
            console.show(table.lines(Place.ranked(said, 0), 0, VerbCommand.given(front.verbose)));
        }
        for (Answer answer : answers) {
            String prefix = "zoneplace: " + (answer.root() ? answer.input() + ": " : "");
            answer.failure().ifPresent(failure -> console.tell(failure, prefix, ""));
        }
    }
}
