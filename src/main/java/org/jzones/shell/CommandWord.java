package org.jzones.shell;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The commands of the language with what help says of them (zonecfg(1M), spec 2.3): the one table. */
public enum CommandWord {
    CREATE(
            "create",
            "create [-F] [-a PATH | -b | -t TEMPLATE]",
            "Begins a configuration: from SUNWdefault, blank (-b), like another zone or template (-t),"
                    + " or from the manifest of the detached zone in PATH (-a). -F overwrites an existing one."),
    ADD(
            "add",
            "add RESOURCE | add PROPERTY VALUE",
            "Begins a new resource; inside a resource, adds a value to a list such as options."),
    SELECT("select", "select RESOURCE {PROPERTY=VALUE}", "Goes back into the one resource that matches, to change it."),
    SET("set", "set PROPERTY=VALUE", "Gives a property of the zone, or of the resource at hand, a value."),
    CLEAR("clear", "clear PROPERTY", "Sets a property back to its default."),
    REMOVE(
            "remove",
            "remove [-F] RESOURCE {PROPERTY=VALUE} | remove PROPERTY VALUE",
            "Removes the resource that matches (-F: all that match); inside a resource, a value of a list."),
    INFO(
            "info",
            "info [--json] [-a | RESOURCE [PROPERTY=VALUE...] | PROPERTY]",
            "Shows the configuration (with or without -a), resources of one type, or one property;"
                    + " with --json as JSON, for programs."),
    END("end", "end", "Finishes the resource at hand, after checking that it is complete."),
    CANCEL("cancel", "cancel", "Leaves the resource at hand without any change."),
    VERIFY("verify", "verify", "Checks that the configuration is complete and consistent."),
    COMMIT(
            "commit",
            "commit [-F]",
            "Saves the configuration after verifying it. -F saves even if the zone was changed by someone else meanwhile."),
    REVERT("revert", "revert [-F]", "Goes back to the configuration as last saved. -F does not ask."),
    DELETE("delete", "delete [-F]", "Deletes the zone's configuration. -F does not ask."),
    EXPORT("export", "export [-f FILE]", "Prints commands that make this configuration again, to FILE if given."),
    EXIT("exit", "exit [-F]", "Saves what is pending and leaves. -F leaves even if it cannot be saved."),
    HELP(
            "help",
            "help [commands | syntax | usage | WORD]",
            "Shows this, or the help of one command, property or resource.");

    private final String word;
    private final String synopsis;
    private final String purpose;

    CommandWord(String word, String synopsis, String purpose) {
        this.word = word;
        this.synopsis = synopsis;
        this.purpose = purpose;
    }

    public String word() {
        return word;
    }

    public String synopsis() {
        return synopsis;
    }

    public String purpose() {
        return purpose;
    }

    /** All the words. */
    public static List<String> words() {
        return Arrays.stream(values()).map(CommandWord::word).toList();
    }

    public static Optional<CommandWord> of(String word) {
        if (word.equals("?")) {
            return Optional.of(HELP);
        }
        for (CommandWord command : values()) {
            if (command.word.equals(word)) {
                return Optional.of(command);
            }
        }
        return Optional.empty();
    }
}
