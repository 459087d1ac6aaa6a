package org.jzones.cli;

import org.jzones.op.Halt;

/** {@code zoneadm halt}. */
final class HaltCommand extends VerbCommand {
    HaltCommand() {
        super("halt", "Halts a zone at once.");
    }

    @Override
    int run(VerbContext context) {
        new Halt(context.host()).apply(context.zone());
        return ExitStatus.DONE;
    }
}
