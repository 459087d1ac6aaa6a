package org.jzones.cli;

import org.jzones.model.Failure;
import org.jzones.op.Verify;

/** {@code zoneadm verify}. */
final class VerifyCommand extends VerbCommand {
    VerifyCommand() {
        super("verify", "Checks whether a zone can be installed, or booted, on this host; tells every problem.");
    }

    @Override
    int run(VerbContext context) {
        Failure.ifAny(new Verify(context.host()).plan(context.zone()));
        return ExitStatus.DONE;
    }
}
