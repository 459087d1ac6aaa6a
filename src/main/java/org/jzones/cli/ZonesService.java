package org.jzones.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jzones.model.Failure;
import org.jzones.model.ZoneName;
import org.jzones.op.AllZones;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The commands {@code zones-start} and {@code zones-stop}: every zone is tried, whatever becomes of the others. */
public final class ZonesService {
    private final String name;
    private final Console console;
    private final Function<AllZones, Map<ZoneName, Failure>> work;

    private ZonesService(String name, Io io, Function<AllZones, Map<ZoneName, Failure>> work) {
        this.name = name;
        this.console = new Console(io);
        this.work = work;
    }

    /** Boots every installed zone with autoboot=true, as a machine that starts does. */
    public static ZonesService start(Io io) {
        return new ZonesService("zones-start", io, AllZones::start);
    }

    /** Halts every zone that is up, as a machine that stops does. */
    public static ZonesService stop(Io io) {
        return new ZonesService("zones-stop", io, AllZones::stop);
    }

    /** Runs the command and returns its exit status: 1 if any zone failed. */
    public int run(List<String> args) {
        HostOptions options = new HostOptions();
        CommandSpec spec = Parsing.spec(name);
        options.addTo(spec);
        CommandLine line = Parsing.strict(spec);
        try {
            line.parseArgs(args.toArray(String[]::new));
        } catch (ParameterException e) {
            console.tell(List.of(name + ": " + Parsing.problem(e)));
            console.tell(ZoneadmHelp.synopsis(line));
            return ExitStatus.USAGE;
        }
        if (options.help()) {
            console.show(ZoneadmHelp.of(line));
            return ExitStatus.DONE;
        }
        DebugLog debug = console.debugLog(options.debug());
        try {
            Map<ZoneName, Failure> failures =
                    work.apply(new AllZones(HostFinder.find(Optional.ofNullable(options.root()), console.io(), debug)));
            failures.forEach((zone, failure) -> console.tell(failure, name + ": zone '" + zone + "': ", zone.value()));
            return failures.isEmpty() ? ExitStatus.DONE : ExitStatus.FAILED;
        } catch (Failure e) {
            console.tell(e, name + ": ", "");
            return ExitStatus.FAILED;
        }
    }
}
