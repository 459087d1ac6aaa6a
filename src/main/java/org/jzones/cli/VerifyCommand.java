package org.jzones.cli;

import java.util.List;
import org.jzones.model.Failure;
import org.jzones.model.Problem;
import org.jzones.op.Verify;
import org.jzones.text.JsonReport;
import picocli.CommandLine.Model.OptionSpec;

/** {@code zoneadm verify}. */
final class VerifyCommand extends VerbCommand {
    private final OptionSpec json = jsonOption();

    VerifyCommand() {
        super("verify", "Checks whether a zone can be installed, or booted, on this host; tells every problem.");
    }

    @Override
    int run(VerbContext context) {
        List<Problem> problems = new Verify(context.host()).plan(context.zone());
        if (given(json)) {
            Console console = context.console();
            console.show(List.of(JsonReport.verify(context.zone().typed(), problems, console.messages())));
            return problems.isEmpty() ? ExitStatus.DONE : ExitStatus.FAILED;
        }
        Failure.ifAny(problems);
        return ExitStatus.DONE;
    }
}
