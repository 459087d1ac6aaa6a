package org.jzones.cli;

import java.nio.file.Path;
import java.util.List;
import org.jzones.flar.FlarSplit;
import org.jzones.host.LocalTools;
import org.jzones.host.Machine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code zoneflar split}. */
final class FlarSplitCommand extends FlarCommand {
    private final OptionSpec others = repeatable(
            "-u", "SECTION", "Write SECTION, too; several of them with blanks in between, or with -u again.");

    private final OptionSpec only = option("-S", "SECTION", "Write SECTION only.");

    private final OptionSpec directory =
            option("-d", "DIR", "Write into DIR, which is there, and not into the current directory.");

    private final OptionSpec unpacked = flag("-f", "Unpack the files of the archive into a directory named archive.");

    private final PositionalParamSpec file = addFile("The flash archive (- for standard input).");

    FlarSplitCommand() {
        super(
                "split",
                "[-u SECTION... | -S SECTION] [-d DIR] [-f] FILE",
                "Writes the sections of a flash archive into files: cookie, identification and archive.");
    }

    @Override
    void check() {
        if (given(others) && given(only)) {
            throw new UsageError("-u and -S do not go together");
        }
        if (given(unpacked) && given(only) && !text(only).equals("archive")) {
            throw new UsageError("-f is for the section archive, and -S is for another one");
        }
    }

    @Override
    void work(Console console) {
        List<String> sections = given(only) ? List.of(text(only)) : sections(others);
        Machine machine = new Machine(Path.of("/proc"));
        try (UserFile opened = UserFile.open(text(file), console.io())) {
            new FlarSplit(new LocalTools(), machine, warning -> console.tell(warning, "zoneflar: ", ""))
                    .apply(opened.stream(), opened.name(), directory(directory), sections, given(unpacked));
        }
    }
}
