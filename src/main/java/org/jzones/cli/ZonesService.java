package org.jzones.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jzones.model.Failure;
import org.jzones.model.ZoneName;
import org.jzones.op.AllZones;

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
        Arguments arguments = new Arguments(name, Parsing.spec(name));
        arguments.addHostOptions();
        return arguments.run(console, args, () -> {
            Map<ZoneName, Failure> failures = work.apply(new AllZones(arguments.host(console)));
            failures.forEach((zone, failure) ->
                    console.tell(failure, Arguments.prefix(name, Optional.of(zone.value())), zone.value()));
            return failures.isEmpty() ? ExitStatus.DONE : ExitStatus.FAILED;
        });
    }
}
