package org.jzones.cli;

import java.util.List;
import org.jzones.model.Problem;
import org.jzones.op.HostRoot;
import org.jzones.op.ZoneSelector;

/** What a subcommand works with, and how it tells what concerns its zone. */
record VerbContext(HostRoot host, ZoneSelector zone, Console console) {
    /** One sentence with its advice on standard error. */
    void tell(Problem problem) {
        console.tell(lines(List.of(problem)));
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
