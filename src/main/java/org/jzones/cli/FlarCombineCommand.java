package org.jzones.cli;

import org.jzones.flar.FlarCombine;
import org.jzones.model.FileNames;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code zoneflar combine}. */
final class FlarCombineCommand extends FlarCommand {
    private final OptionSpec directory =
            option("-d", "DIR", "Read the sections in DIR, and not in the current directory.");

    private final OptionSpec others =
            repeatable("-u", "SECTION", "Put SECTION into it, too; several with blanks in between, or with -u again.");

    private final PositionalParamSpec file = addFile("The flash archive to write, which is not there yet.");

    FlarCombineCommand() {
        super(
                "combine",
                "[-d DIR] [-u SECTION...] FILE",
                "Makes a flash archive of the files cookie, identification and archive.");
    }

    @Override
    void work(Console console) {
        FlarCombine.apply(directory(directory), sections(others), FileNames.path(text(file)));
    }
}
