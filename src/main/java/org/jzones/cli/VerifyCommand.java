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
        exitCodesOption();
        colorOption();
    }

    @Override
    boolean onlyReads() {
        return true;
    }

    @Override
    int run(VerbContext context) {
        context.tellUnfinished();
        Verify verify = new Verify(context.host());
        List<Problem> problems = verify.plan(context.zone());
        List<Problem> warnings = verify.warnings(context.zone());
        Console console = context.console();
        if (given(json)) {
            console.show(List.of(JsonReport.verify(context.zone().typed(), problems, warnings, console.messages())));
            return problems.isEmpty() ? ExitStatus.DONE : status(problems);
        }
        warnings.forEach(context::tell);
        Failure.ifAny(problems);
        return ExitStatus.DONE;
    }
}
