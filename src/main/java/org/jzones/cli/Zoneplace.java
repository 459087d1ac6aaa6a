package org.jzones.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jzones.capture.CapturedHost;
import org.jzones.model.Manifest;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.op.HostRoot;
import org.jzones.op.ZoneSelector;
import org.jzones.op.Zones;
import org.jzones.place.Answer;
import org.jzones.place.Place;
import org.jzones.place.Ranking;
import org.jzones.store.ManifestStore;
import org.jzones.text.Paint;
import org.jzones.text.PlaceJson;
import org.jzones.text.PlaceMatrix;
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
        private final OptionSpec ready;
        private final OptionSpec color;
        private final PositionalParamSpec hosts;

        Options() {
            super(
                    "zoneplace",
                    "zoneplace [-R DIR] (-z ZONE | -m MANIFEST) [-u] [-v] [--ready] [--json] HOST...",
                    "       zoneplace [-R DIR] --matrix (-z ZONE | -m MANIFEST)... [-u] [--ready] [--json] HOST...");
            zones = several("-z", "ZONE", "A zone of the host at hand; with --matrix, several.");
            manifests = several("-m", "MANIFEST", "A manifest (- for standard input); with --matrix, several.");
            update = flag("-u", "Count on attach -u.");
            verbose = flag("-v", "List what differs, or what an update would do.");
            json = jsonOption();
            exitCodesOption();
            matrix = flag("--matrix", "Print a table of all hosts and all zones.");
            ready = flag(
                    "--ready", "Show only the hosts that can take the zone; with --matrix, one of the zones at least.");
            color = colorOption();
            addHostOptions();
            hosts = add(PositionalParamSpec.builder()
                    .arity("1..*")
                    .required(true)
                    .paramLabel("HOST")
                    .description(
                            "The root directory of a host, an inventory, a capture or the Explorer output of one, or a directory that holds only such files.")
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
                path -> HostFinder.named(path, console.io(), debug),
                file -> CapturedHost.open(file, Captures.place(console.io())),
                Arguments.given(options.update),
                Arguments.given(options.verbose));
        List<Answer> answers = place.plan(zones, HostSet.of(Arguments.texts(options.hosts)));
        List<String> names =
                zones.stream().map(manifest -> manifest.config().zonename()).toList();
        List<Answer> shown = Arguments.given(options.ready) ? ready(answers) : answers;
        if (Arguments.given(options.json)) {
            showJson(names, shown);
        } else {
            show(names, answers, shown);
        }
        List<Problem> silent = answers.stream()
                .flatMap(answer -> answer.failure().stream())
                .flatMap(failure -> failure.problems().stream())
                .toList();
        boolean taken = IntStream.range(0, zones.size())
                .allMatch(zone -> answers.stream()
                        .filter(answer -> answer.failure().isEmpty())
                        .anyMatch(
                                answer -> answer.placements().get(zone).status().isGood()));
        return silent.isEmpty() && taken ? ExitStatus.DONE : options.status(silent);
    }

    /** The manifests of all zones: those of -z, then those of -m. */
    private List<Manifest> manifests() {
        List<Manifest> manifests = new ArrayList<>();
        for (String zone : Arguments.texts(options.zones)) {
            options.about(Optional.of(zone).filter(name -> !name.isEmpty()));
            HostRoot host = options.host(console, true);
            ZoneSelector selector = ZoneSelector.ofName(zone);
            new Zones(host)
                    .unfinished(selector)
                    .forEach(problem -> console.tell(problem, Arguments.prefix("zoneplace", Optional.of(zone)), zone));
            manifests.add(Place.manifest(host, selector));
        }
        options.about(Optional.empty());
        for (String file : Arguments.texts(options.manifests)) {
            try (UserFile opened = UserFile.manifest(file, console.io())) {
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

    /** Those that can take one of the zones at least, and those that have not answered. */
    private static List<Answer> ready(List<Answer> answers) {
        return answers.stream()
                .filter(answer -> answer.failure().isPresent()
                        || answer.placements().stream()
                                .anyMatch(placement -> placement.status().isGood()))
                .toList();
    }

    private static List<Answer> saying(List<Answer> answers) {
        return answers.stream().filter(answer -> answer.failure().isEmpty()).toList();
    }

    private void show(List<String> zones, List<Answer> answers, List<Answer> shown) {
        List<Answer> said = saying(answers);
        Paint paint = console.paint(Arguments.value(options.color));
        if (Arguments.given(options.matrix)) {
            console.show(new PlaceMatrix(zones, said, tableWidth(), paint).lines(saying(shown)));
        } else {
            PlaceTable table = new PlaceTable(console.messages(), zones.get(0), paint);
            List<Answer> ranked = Ranking.of(shown, 0);
            console.show(Arguments.given(options.verbose) ? table.details(ranked, 0) : table.lines(ranked, 0));
            if (ranked.isEmpty() && !said.isEmpty()) {
                console.tell(Problem.of(Message.PLACE_NONE_READY, zones.get(0)), "zoneplace: ", "");
            }
        }
        for (Answer answer : answers) {
            answer.notes().forEach(note -> console.tell(note, "zoneplace: " + answer.host() + ": note: ", ""));
            answer.failure().ifPresent(failure -> {
                String prefix =
                        answer.root() ? Arguments.prefixOfRoot("zoneplace", answer.input(), failure) : "zoneplace: ";
                console.tell(failure, prefix, "");
            });
        }
    }

    /** How wide the table may be; a program gets a line a host, unless it has set COLUMNS. */
    private int tableWidth() {
        return console.io().outIsTerminal()
                ? console.width()
                : TerminalWidth.given(console.io().environment()).orElse(0);
    }
}
