package org.jzones.cli;

import org.jzones.op.Ended;

/** {@code zoneadm ended}, which is for the process that watches a zone and for nobody else. */
final class EndedCommand extends VerbCommand {
    /** Without a mention of the class where a command is chosen, for then each of them is loaded with that place. */
    static VerbCommand make() {
        return new EndedCommand();
    }

    private EndedCommand() {
        super("ended", "Cleans up after a zone that has come to its end by itself.");
    }

    @Override
    int run(VerbContext context) {
        new Ended(context.host()).apply(context.zone());
        return ExitStatus.DONE;
    }
}
