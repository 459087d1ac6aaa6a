package org.jzones.cli;

import java.util.Optional;
import org.jzones.flar.FlarCreate;
import org.jzones.model.FileNames;
import org.jzones.op.ZoneSelector;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code zoneflar create}. */
final class FlarCreateCommand extends FlarCommand {
    private static final int LONGEST_NAME = 256;

    private final OptionSpec zone = option("-z", "ZONE", "The zone, which is installed and halted.");

    private final OptionSpec compressed = flag("-c", "Compress the archive as compress(1) does.");

    private final OptionSpec name = option("-n", "NAME", "The name of the content; without it, that of the zone.");

    private final PositionalParamSpec file = addFile("The flash archive to write, which is not there yet.");

    FlarCreateCommand() {
        super("create", "[-R DIR] -z ZONE [-c] [-n NAME] FILE", "Makes a flash archive of the root of a zone.");
        option("-R", "DIR", "Work on the host whose root is DIR.");
    }

    @Override
    void check() {
        if (!given(zone)) {
            throw new UsageError("-z needs ZONE");
        }
        String content = text(name);
        if (content.length() > LONGEST_NAME || content.chars().anyMatch(Character::isISOControl)) {
            throw new UsageError("NAME has at most " + LONGEST_NAME + " characters, and no control characters");
        }
    }

    @Override
    void work(Console console) {
        about(Optional.of(text(zone)));
        String prefix = prefix("zoneflar", Optional.of(text(zone)));
        new FlarCreate(host(console), warning -> console.tell(warning, prefix, text(zone)))
                .apply(
                        ZoneSelector.ofName(text(zone)),
                        value(name).orElse(text(zone)),
                        given(compressed),
                        FileNames.path(text(file)));
    }
}
