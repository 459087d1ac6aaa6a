package org.jzones.cli;

import org.jzones.model.Failure;
import org.jzones.op.Verify;
import picocli.CommandLine.Command;

/** {@code zoneadm verify}. */
@Command(
        name = "verify",
        sortOptions = false,
        synopsisHeading = "usage: ",
        description = "Checks whether a zone can be installed, or booted, on this host; tells every problem.")
final class VerifyCommand extends VerbCommand {
    @Override
    int run(VerbContext context) {
        Failure.ifAny(new Verify(context.host()).plan(context.zone()));
        return ExitStatus.DONE;
    }
}
