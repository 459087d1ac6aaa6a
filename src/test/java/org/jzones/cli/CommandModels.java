package org.jzones.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/** The picocli models of the commands, for what is generated from them. */
public final class CommandModels {
    private CommandModels() {}

    /** The subcommands of zoneadm, in the order of its help; names without the command in front. */
    public static List<CommandSpec> subcommands() {
        List<CommandSpec> specs = new ArrayList<>();
        for (ZoneadmVerb verb : ZoneadmVerb.shown()) {
            CommandSpec spec = Parsing.strict(verb.make().spec()).getCommandSpec();
            spec.name(verb.word());
            specs.add(spec);
        }
        return specs;
    }

    /** True if the subcommand cannot do without a zone. */
    public static boolean needsZone(String subcommand) {
        return ZoneadmVerb.of(subcommand).orElseThrow().needsZone();
    }

    /** The options in front of a subcommand. */
    public static CommandSpec zoneadm() {
        return Parsing.strict(new Zoneadm.Options().spec()).getCommandSpec();
    }

    /** The options of zoneplace. */
    public static CommandSpec zoneplace() {
        return Parsing.strict(new Zoneplace.Options().spec()).getCommandSpec();
    }

    /** The options of zonecfg. */
    public static CommandSpec zonecfg() {
        return Parsing.strict(new Zonecfg.Options().spec()).getCommandSpec();
    }

    /** The options of zonemove. */
    public static CommandSpec zonemove() {
        return Parsing.strict(new TransferArguments().arguments().spec()).getCommandSpec();
    }

    /** The options of zonestat. */
    public static CommandSpec zonestat() {
        return Parsing.strict(new Zonestat.Options().spec()).getCommandSpec();
    }

    /** The options in front of a subcommand of zoneflar. */
    public static CommandSpec zoneflar() {
        return Parsing.strict(new Zoneflar.Options().spec()).getCommandSpec();
    }

    /** The options of a subcommand of zoneflar. */
    public static CommandSpec zoneflar(String subcommand) {
        return Parsing.strict(Zoneflar.Verb.valueOf(subcommand.toUpperCase(Locale.ROOT))
                        .make()
                        .spec())
                .getCommandSpec();
    }

    /** The options of zlogin. */
    public static CommandSpec zlogin() {
        return Parsing.strict(new Zlogin.Options().spec()).getCommandSpec();
    }
}
