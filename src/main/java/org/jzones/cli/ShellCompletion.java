package org.jzones.cli;

import picocli.AutoComplete;
import picocli.CommandLine;

/** The completion script that picocli makes for a command line, with what it does not know or gets wrong put right. */
final class ShellCompletion {
    /** Stands for the zones of the host until the script is made. */
    static final String ZONES = "ZONES";

    /** Stands for the hosts that this machine has names for, behind NEWNAME@ where that has been typed. */
    static final String HOSTS = "HOSTS";

    /** Stands for the zones that are installed, and not global. */
    static final String INSTALLED = "INSTALLED";

    /** Stands for the zones that are not global, those that run first. */
    static final String RUNNING = "RUNNING";

    /** Names in the index, read when the shell completes: that needs no Java. */
    private static final String READ_ZONES =
            "$(sed -n '%ss/^\\([A-Za-z0-9][A-Za-z0-9_.-]*\\):%s.*/\\1/p' \"${ZONES_ROOT}/etc/zones/index\" 2>/dev/null)";

    private static final String NOT_GLOBAL = "/^global:/d; ";

    /** Those in the index that the run states name, and then the others. */
    private static final String READ_RUNNING = """
            $(
                {
                  sed -n 's/^[0-9]* [a-z_]* \\([A-Za-z0-9][A-Za-z0-9_.-]*\\) .*/up \\1/p' "${ZONES_ROOT}/var/run/zones/states"
                  sed -n '/^global:/d; s/^\\([A-Za-z0-9][A-Za-z0-9_.-]*\\):.*/is \\1/p' "${ZONES_ROOT}/etc/zones/index"
                } 2>/dev/null | awk '
                  $1 == "up" { up[$2] = 1 }
                  $1 == "is" && up[$2] { print $2 }
                  $1 == "is" && !up[$2] { rest = rest $2 "\\n" }
                  END { printf "%s", rest }'
                compopt -o nosort 2>/dev/null
              )""";

    /**
     * What the shell takes for hosts, those that ssh has met, unless their names are hashed, and those that its configuration
     * names. The shell expands what it is to choose from, so nothing but plain names gets there, and not endlessly many.
     */
    private static final String READ_HOSTS = """
            $(
                before="${curr_word%"${curr_word##*@}"}"
                compgen -P "$before" -A hostname
                {
                  for file in "$HOME/.ssh/known_hosts" /etc/ssh/ssh_known_hosts; do
                    head -c 1000000 "$file" | awk '!/^[#@|]/ { print $1 }' | tr ',' '\\n' | sed 's/^\\[//; s/\\]:[0-9]*$//'
                  done
                  for file in "$HOME/.ssh/config" /etc/ssh/ssh_config; do
                    head -c 1000000 "$file" | tr '="' '  ' | awk 'tolower($1) == "host" { for (i = 2; i <= NF; i++) print $i }'
                  done
                } 2>/dev/null | grep -E '^[A-Za-z0-9][A-Za-z0-9._-]{0,252}$' | sort -u | head -n 1000 |
                  while IFS= read -r host; do printf '%s%s\\n' "$before" "$host"; done
              )""";

    /** For bash @ is a word of its own, but what it puts in takes the place of the @ too. */
    private static final String AT_SIGN = """
              if [[ "$2" == @?* && "${COMP_WORDS[COMP_CWORD]}" != @* ]]; then
                COMP_WORDS=("${COMP_WORDS[@]:0:COMP_CWORD-1}" "$2")
                ((COMP_CWORD--))
              fi
            """;

    private ShellCompletion() {}

    /** @param withGlobal whether the command takes the global zone, too */
    static String script(String name, CommandLine line, boolean withGlobal) {
        line.setCommandName(name);
        String script = AutoComplete.bash(name, line);
        String entry = "function _complete_" + name + "() {\n";
        script = changed(script, entry, entry + AT_SIGN);
        return operandsCounted(filesLeftToTheShell(script))
                .replace("(\"" + ZONES + "\")", "(" + READ_ZONES.formatted(withGlobal ? "" : NOT_GLOBAL, "") + ")")
                .replace("(\"" + INSTALLED + "\")", "(" + READ_ZONES.formatted(NOT_GLOBAL, "installed:") + ")")
                .replace("(\"" + RUNNING + "\")", "(" + READ_RUNNING + ")")
                .replace("(\"" + HOSTS + "\")", "(" + READ_HOSTS + ")");
    }

    /**
     * The shell itself knows what to do with blanks, quotes and ~ in the names of files, in zsh too. Picocli's list of them
     * would be worse than none: a file named $(reboot) among them would be run.
     */
    private static String filesLeftToTheShell(String script) {
        String found = "$( compgen -f -- \"${curr_word}\" )";
        return script.replace("compopt -o filenames", "compopt -o default")
                .replace("COMPREPLY=( " + found + " ) # files", "COMPREPLY=()")
                .replace("positionals=" + found + " # files", "positionals=\"\"");
    }

    /** Picocli takes a zone named z for an option because there is a -z, and loses count at -nu and /usr/bin/zonemove. */
    private static String operandsCounted(String script) {
        String counted = changed(
                script,
                "[[ \"${optionsWithArgs}\" =~ ${previousWord} ]]",
                "[[ \"${optionsWithArgs}\" == *\"'${previousWord}'\"* ]]");
        counted =
                changed(counted, "[[ \"${booleanOptions}\" =~ ${previousWord} ]]", "[[ \"${previousWord}\" == -?* ]]");
        return changed(counted, "$(seq $((COMP_CWORD - 1)) -1 0)", "$(seq $((COMP_CWORD - 1)) -1 1)");
    }

    private static String changed(String script, String picocli, String ours) {
        if (!script.contains(picocli)) {
            throw new IllegalStateException("picocli makes other scripts now, without: " + picocli);
        }
        return script.replace(picocli, ours);
    }
}
