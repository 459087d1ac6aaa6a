package org.jzones.cli;

import java.util.List;
import org.jzones.model.Problem;
import org.jzones.op.HostRoot;
import org.jzones.op.ZoneSelector;
import org.jzones.op.Zones;

/** What a subcommand works with, and how it tells what concerns its zone. */
record VerbContext(HostRoot host, ZoneSelector zone, Console console) {
    /** One sentence with its advice on standard error. */
    void tell(Problem problem) {
        console.tellText(lines(List.of(problem)));
    }

    /** What a rename or move of the zone that was cut off has left, which a command that only looks leaves as it is. */
    void tellUnfinished() {
        new Zones(host).unfinished(zone).forEach(this::tell);
    }

    /** One sentence for a person who watches; success is silent otherwise. */
    void note(Problem problem) {
        if (console.io().errIsTerminal()) {
            tell(problem);
        }
    }

    /** The sentences with their advice. */
    List<String> lines(List<Problem> problems) {
        return console.messages()
                .lines(problems, Arguments.prefix("zoneadm", zone.name().or(zone::uuid)), zone.typed());
    }
}
