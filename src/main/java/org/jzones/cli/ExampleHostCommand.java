package org.jzones.cli;

import java.nio.file.Path;
import java.util.List;
import org.jzones.example.ExampleHost;
import org.jzones.example.ExampleSoftware;
import org.jzones.model.FileNames;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The example-host command: makes an example host, or brings one to another software level. */
public final class ExampleHostCommand {
    private final Console console;
    private final Arguments arguments = new Arguments(
            "example-host",
            "example-host [--without PACKAGE|PATCH] [--version-of PACKAGE=VERSION]",
            "                    [--with PACKAGE[=VERSION]|PATCH] DIR {host1|host2}");
    private final OptionSpec without;
    private final OptionSpec versions;
    private final OptionSpec with;
    private final PositionalParamSpec operands;

    private ExampleHostCommand(Io io) {
        this.console = new Console(io);
        arguments
                .spec()
                .usageMessage()
                .description("Makes a directory that is a host root with the software of an example host, or brings one"
                        + " made before to that; zones on it stay. The options may be repeated.");
        without = arguments.repeatable("--without", "NAME", "Leave this package or patch out.");
        versions = arguments.repeatable("--version-of", "PACKAGE=VERSION", "Have this package in that version.");
        with = arguments.repeatable(
                "--with",
                "NAME",
                "Have this package or patch as well: of the other example host, if it has it, else made up.");
        arguments.add(Parsing.helpOption());
        arguments.addVersionOption();
        operands = arguments.wordsBehind();
    }

    /** Runs the command and returns its exit status. */
    public static int run(Io io, List<String> args) {
        ExampleHostCommand command = new ExampleHostCommand(io);
        return command.arguments.run(command.console, args, command::make);
    }

    private int make() {
        List<String> words = Arguments.texts(operands);
        if (words.size() != 2) {
            throw new UsageError("DIR and a host, host1 or host2, are needed, behind the options");
        }
        ExampleSoftware software = ExampleSoftware.of(words.get(1))
                .orElseThrow(() -> new UsageError("there is no example host '" + words.get(1) + "'"));
        for (String name : Arguments.texts(without)) {
            software = software.without(name);
        }
        for (String version : Arguments.texts(versions)) {
            software = software.inVersion(version);
        }
        for (String name : Arguments.texts(with)) {
            software = software.with(name);
        }
        Path directory = FileNames.path(words.get(0)).toAbsolutePath();
        new ExampleHost(directory).apply(software);
        return ExitStatus.DONE;
    }
}
