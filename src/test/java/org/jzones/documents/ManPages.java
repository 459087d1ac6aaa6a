package org.jzones.documents;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jzones.check.StateRules;
import org.jzones.cli.CommandModels;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Property;
import org.jzones.model.RctlAlias;
import org.jzones.model.ResourceType;
import org.jzones.model.ValueType;
import org.jzones.model.Verb;
import org.jzones.model.ZoneState;
import org.jzones.shell.CommandWord;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Makes the man pages from the tables of the program and prose. A page's prose, {@code src/test/resources/man/PAGE.in},
 * is the page itself with lines {@code .\" @generate WHAT} where a table comes in; at its end stand pieces
 * {@code .\" @prose WORD} that are put below the entries of the tables.
 */
final class ManPages {
    private static final Path PROSE = Path.of("src/test/resources/man");
    private static final String GENERATE = ".\\\" @generate ";
    private static final String PIECE = ".\\\" @prose ";

    private final Map<String, List<String>> pieces = new LinkedHashMap<>();
    private final Set<String> unused = new TreeSet<>();
    private final List<String> page = new ArrayList<>();

    private ManPages() {}

    /** The pages by file name. */
    static Map<String, String> generate() throws IOException {
        Map<String, String> pages = new LinkedHashMap<>();
        for (String name : List.of(
                "zlogin.1",
                "zonestat.1",
                "zoneflar.1",
                "zoneadm.1m",
                "zonecfg.1m",
                "zonemove.1m",
                "zoneplace.1m",
                "zones.5")) {
            Path file = PROSE.resolve(name + ".in");
            List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
            pages.put(name, new ManPages().page(file, lines));
        }
        return pages;
    }

    private String page(Path file, List<String> lines) {
        List<String> text = new ArrayList<>();
        List<String> at = text;
        for (String line : lines) {
            if (line.startsWith(PIECE)) {
                at = new ArrayList<>();
                pieces.put(line.substring(PIECE.length()), at);
            } else {
                at.add(line);
            }
        }
        unused.addAll(pieces.keySet());
        page.add(".\\\" Made by ManPagesTest from the tables of the program and " + file + "; do not edit.");
        for (String line : text) {
            if (line.startsWith(GENERATE)) {
                table(line.substring(GENERATE.length()));
            } else {
                page.add(line);
            }
        }
        if (!unused.isEmpty()) {
            throw new IllegalStateException(file + " has prose for words that are in no table: " + unused);
        }
        return String.join("\n", page) + "\n";
    }

    private void table(String what) {
        switch (what) {
            case "zoneadm-options" -> options(CommandModels.zoneadm());
            case "zoneadm-synopses" -> CommandModels.subcommands().forEach(this::synopsisLine);
            case "subcommands" -> CommandModels.subcommands().forEach(this::subcommand);
            case "verb-states" -> verbStates();
            case "zoneplace-options" -> options(CommandModels.zoneplace());
            case "zonestat-options" -> options(CommandModels.zonestat());
            case "zoneflar-options" -> options(CommandModels.zoneflar());
            case "zoneflar-info-options" -> withoutHelp(CommandModels.zoneflar("info"));
            case "zoneflar-split-options" -> withoutHelp(CommandModels.zoneflar("split"));
            case "zoneflar-combine-options" -> withoutHelp(CommandModels.zoneflar("combine"));
            case "zoneflar-create-options" -> withoutHelp(CommandModels.zoneflar("create"));
            case "zlogin-options" -> options(CommandModels.zlogin());
            case "zonemove-options" -> options(CommandModels.zonemove());
            case "zonecfg-options" -> options(CommandModels.zonecfg());
            case "commands" -> commands();
            case "properties" -> properties();
            case "resources" -> ResourceType.words().forEach(this::resource);
            default -> throw new IllegalArgumentException("nothing is generated for " + what);
        }
    }

    private void prose(String word) {
        page.addAll(pieces.getOrDefault(word, List.of()));
        unused.remove(word);
    }

    // zoneadm, from its picocli models

    private void synopsisLine(CommandSpec spec) {
        page.add(synopsis(spec));
        page.add(".br");
    }

    private static String synopsis(CommandSpec spec) {
        StringBuilder line = new StringBuilder(bold("zoneadm"));
        line.append(CommandModels.needsZone(spec.name()) ? " " + bold("-z") + " " + italic("ZONE") : "");
        line.append(' ').append(bold(spec.name()));
        for (OptionSpec option : spec.options()) {
            if (!isHelp(option)) {
                line.append(" [").append(option(option)).append(']');
            }
        }
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            String label = escaped(parameter.paramLabel());
            boolean optional = parameter.arity().min() == 0;
            line.append(' ').append(optional ? "[" + label + "...]" : label);
        }
        return line.toString();
    }

    /** True for what every command has and the page says once. */
    private static boolean isHelp(OptionSpec option) {
        return option.longestName().equals("--help");
    }

    private static String option(OptionSpec option) {
        String names = String.join(
                ", ",
                java.util.Arrays.stream(option.names()).map(ManPages::bold).toList());
        if (option.arity().max() == 0) {
            return names;
        }
        String label = italic(option.paramLabel());
        return names + " " + (option.arity().min() == 0 ? "[" + label + "]" : label);
    }

    private void options(CommandSpec spec) {
        for (OptionSpec option : spec.options()) {
            entry(option(option), String.join(" ", option.description()));
        }
    }

    private void withoutHelp(CommandSpec spec) {
        for (OptionSpec option : spec.options()) {
            if (!isHelp(option)) {
                entry(option(option), String.join(" ", option.description()));
            }
        }
    }

    private void subcommand(CommandSpec spec) {
        page.add(".SS " + spec.name());
        page.add(synopsis(spec));
        page.add(".PP");
        page.add(escaped(String.join(" ", spec.usageMessage().description())));
        withoutHelp(spec);
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            entry(italic(parameter.paramLabel()), String.join(" ", parameter.description()));
        }
        if (pieces.containsKey(spec.name())) {
            page.add(".PP");
            prose(spec.name());
        }
    }

    /** The states in which each subcommand can be used. */
    private void verbStates() {
        for (CommandSpec spec : CommandModels.subcommands()) {
            Set<ZoneState> states = StateRules.allowed(Verb.of(spec.name()).orElseThrow());
            boolean any = states.size() == ZoneState.values().length;
            List<String> words = states.stream().map(ZoneState::word).toList();
            entry(bold(spec.name()), any ? "any" : String.join(", ", words));
        }
    }

    // zonecfg, from the tables of the language

    private void commands() {
        for (CommandWord command : CommandWord.values()) {
            entry(bold(command.synopsis()), command.purpose());
            prose(command.word());
        }
    }

    private void properties() {
        for (GlobalProperty property : GlobalProperty.values()) {
            String byDefault = property.byDefault().isEmpty() ? "" : " Default: " + property.byDefault() + ".";
            String required = property.isRequired() ? " Required." : "";
            String fixed = property.isFixedByInstall() ? " Cannot be changed once the zone is installed." : "";
            entry(bold(property.word()), sentence(values(property.type())) + byDefault + required + fixed);
            prose(property.word());
        }
        for (RctlAlias alias : RctlAlias.values()) {
            entry(
                    bold(alias.word()),
                    sentence(values(alias.type())) + " Another name for the resource control " + alias.rctl()
                            + " with the one value (priv=privileged,limit=N,action=" + alias.action() + ").");
            prose(alias.word());
        }
    }

    private void resource(ResourceType type) {
        String single = type.isSingle() ? "A zone has at most one." : "";
        String key = type.key().map(k -> "No two with the same " + k + ".").orElse(single);
        entry(bold(type.word()), key.isEmpty() ? "Any number of them." : key);
        prose(type.word());
        page.add(".RS");
        for (Property property : type.properties()) {
            String need = property.isRequired() ? "Required" : "Optional";
            String several = property.isList() ? ", several, each with add, or all with set" : "";
            entry(bold(property.name()), need + several + ": " + values(property.type()) + ".");
            prose(type.word() + " " + property.name());
        }
        page.add(".RE");
    }

    /** What a kind of value accepts, in words; the rules themselves are in ValueRules. */
    private static String values(ValueType type) {
        return switch (type) {
            case ZONE_NAME ->
                "up to 63 letters, digits, '_', '.' and '-', a letter or digit first;"
                        + " global and names that begin with SUNW are reserved";
            case PATH -> "an absolute path, not /, without . and .. and empty components, of at most 1,023 bytes";
            case DEVICE -> "a path, or another text, of at most 1,023 bytes without control characters";
            case TEXT -> "text without control characters";
            case BRAND -> "a word of letters, digits, '_', '.' and '-', such as " + String.join(", ", type.choices());
            case BOOLEAN, IP_TYPE, ATTR_TYPE -> "one of " + String.join(", ", type.choices());
            case HOSTID -> "up to eight hexadecimal digits, with or without 0x";
            case FS_TYPE -> "the name of a file system type, such as " + String.join(", ", type.choices());
            case FS_OPTION -> "a mount option, such as " + String.join(", ", type.choices());
            case ADDRESS ->
                "an IPv4 address or a host name, each with or without /0 to /32, or an IPv6 address with /0 to /128";
            case ROUTER -> "an IPv4 or IPv6 address or a host name, without a prefix";
            case PHYSICAL -> "the name of a network interface, without ':' and blanks";
            case MAC_ADDRESS -> "six hexadecimal numbers with ':' between them";
            case VLAN_ID -> "a number from 0 to 4094";
            case RCTL_NAME -> "the name of a resource control, which begins with zone. or project.";
            case ATTR_NAME -> "letters, digits, '.' and '-', a letter or digit first";
            case DATASET -> "the name of a ZFS dataset, such as tank/zones";
            case RCTL_VALUE -> "(priv=privileged,limit=N,action=none|deny), each of the three once";
            case CPU_RANGE -> "a number of processors, or a range such as 1-3";
            case CPU_SHARE -> "a number of processors of at least 0.01, with at most two decimals";
            case COUNT -> "a number from 0 to 18446744073709551615";
            case BYTES -> "a number of bytes, with the units K, M, G and T of 1,024, such as 512M or 1.5G";
        };
    }

    // roff

    private void entry(String tag, String text) {
        page.add(".TP");
        page.add(tag);
        page.add(escaped(text));
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }

    private static String bold(String text) {
        return "\\fB" + escaped(text) + "\\fR";
    }

    private static String italic(String text) {
        return "\\fI" + escaped(text) + "\\fR";
    }

    private static String escaped(String text) {
        String safe = text.replace("\\", "\\e").replace("-", "\\-");
        return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
    }
}
