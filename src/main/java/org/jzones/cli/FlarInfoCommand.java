package org.jzones.cli;

import java.io.PrintStream;
import org.jzones.flar.FlarInfo;
import org.jzones.text.StoredText;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code zoneflar info}. */
final class FlarInfoCommand extends FlarCommand {
    /** So many names are read before it is found out that nobody wants more. */
    private static final int UNWATCHED = 1 << 12;

    private final OptionSpec keyword =
            option("-k", "KEYWORD", "Print what the archive says for KEYWORD only, in capitals or not.");

    private final OptionSpec list =
            flag("-l", "Print the names of the files in the archive as they are stored, one a line.");

    private final PositionalParamSpec file = addFile("The flash archive (- for standard input).");

    FlarInfoCommand() {
        super("info", "[-k KEYWORD | -l] FILE", "Prints what a flash archive says of itself, or what is in it.");
    }

    @Override
    void check() {
        if (given(keyword) && given(list)) {
            throw new UsageError("-k and -l do not go together");
        }
    }

    @Override
    void work(Console console) {
        try (UserFile opened = UserFile.open(text(file), console.io())) {
            FlarInfo info = new FlarInfo(opened.stream(), opened.name());
            PrintStream out = console.io().out();
            if (given(list)) {
                names(info, out);
            } else {
                out.writeBytes(
                        StoredText.shownLines(given(keyword) ? info.value(text(keyword)) : info.identification()));
                out.flush();
            }
        }
    }

    private static void names(FlarInfo info, PrintStream out) {
        int[] told = {0};
        try {
            info.names(name -> {
                out.writeBytes(StoredText.shown(name));
                out.write('\n');
                return ++told[0] % UNWATCHED != 0 || !out.checkError();
            });
        } finally {
            out.flush();
        }
    }
}
