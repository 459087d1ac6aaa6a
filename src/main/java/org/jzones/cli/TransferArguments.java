package org.jzones.cli;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jzones.host.ShellWords;
import org.jzones.host.Ssh;
import org.jzones.model.TransferChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line of zonemove. */
@Command(
        name = "zonemove",
        sortOptions = false,
        synopsisHeading = "usage: ",
        customSynopsis = {
            "zonemove [-R DIR] [options] ZONE [NEWNAME@]HOST",
            "       zonemove [-R DIR] [options] --to-best ZONE [NEWNAME@]HOST...",
            "       zonemove [-R DIR] [ssh options] {--resume ZONE | --abort ZONE}",
            "       zonemove [-R DIR] --list [--json]"
        },
        description = "Moves a zone to another machine over ssh.")
final class TransferArguments {
    @Option(
            names = {"-n", "--dry-run"},
            description = "Only ask both machines, and say what would be done.")
    boolean dryRun;

    @Option(names = "-u", description = "Let the other machine bring the zone to its own level: attach -u.")
    boolean update;

    @Option(names = "-F", description = "Let the other machine attach the zone without comparing anything: attach -F.")
    boolean force;

    @Option(
            names = "-c",
            paramLabel = "EDITS",
            description = "Edit the configuration there: zonecfg commands, or @FILE with such commands in it.")
    @Nullable
    String edits;

    @Option(
            names = "--zonepath",
            paramLabel = "PATH",
            description = "Put the zone there; without it the zonepath stays the same.")
    @Nullable
    String zonepath;

    @Option(
            names = "--name",
            paramLabel = "NEWNAME",
            description = "Call the zone NEWNAME there; the same as NEWNAME@ in front of every HOST.")
    @Nullable
    String name;

    @Option(names = "--halt", description = "Halt the zone first, if it is up.")
    boolean halt;

    @Option(names = "--boot", description = "Boot the zone there.")
    boolean boot;

    @Option(
            names = "--live",
            description =
                    "Copy most of a zone that runs before it is halted, then halt it, copy the rest, and boot it there.")
    boolean live;

    @Option(names = "--delete", description = "Remove the files here when the zone is attached there.")
    boolean delete;

    @Option(names = "--shared", description = "Copy nothing: the zonepath is on storage that both machines see.")
    boolean shared;

    @Option(
            names = "--checksum",
            description = "Compare the contents of all files after copying, not just their sizes.")
    boolean checksum;

    @Option(
            names = "--remote-root",
            paramLabel = "DIR",
            description = "The host root there, an absolute path; / without it.")
    String remoteRoot = "/";

    @Option(
            names = "--remote-zoneadm",
            paramLabel = "PATH",
            description = "The zoneadm to run there, with zonecfg beside it; without it those on the PATH.")
    String remoteZoneadm = "zoneadm";

    @Option(names = "-l", paramLabel = "USER", description = "Log in as USER; given to ssh.")
    @Nullable
    String user;

    @Option(names = "-p", paramLabel = "PORT", description = "The port to connect to; given to ssh.")
    @Nullable
    String port;

    @Option(names = "-o", paramLabel = "OPTION", description = "An option for ssh; can be given several times.")
    List<String> sshOptions = new ArrayList<>();

    @Option(names = "--ssh", paramLabel = "COMMAND", description = "Run this instead of ssh.")
    @Nullable
    String ssh;

    @Option(
            names = "--to-best",
            description = "Ask all the hosts named what they have, and move the zone to the one that can take it best.")
    boolean toBest;

    @Option(names = "--json", description = "Print the plan or the result as a JSON object.")
    boolean json;

    @Option(names = "--resume", paramLabel = "ZONE", description = "Carry on with a move that was cut off.")
    @Nullable
    String resume;

    @Option(
            names = "--abort",
            paramLabel = "ZONE",
            description = "Take back a move that was cut off, unless the zone is up there.")
    @Nullable
    String abort;

    @Option(names = "--list", description = "List the moves that have begun and not ended.")
    boolean list;

    @Parameters(arity = "0..*", hidden = true)
    List<String> operands = List.of();

    /** Whether anything is said about how to get there. */
    boolean hasSsh() {
        return ssh != null || user != null || port != null || !sshOptions.isEmpty();
    }

    /** The ssh client with its options. */
    List<String> sshWords() {
        List<String> words = new ArrayList<>(ssh == null ? List.of(Ssh.PROGRAM) : ShellWords.split(ssh));
        if (user != null) {
            words.addAll(List.of("-l", user));
        }
        if (port != null) {
            words.addAll(List.of("-p", port));
        }
        sshOptions.forEach(option -> words.addAll(List.of("-o", option)));
        if (ssh == null) {
            // a connection that is cut without a word would never end; what the user says about it stands in front
            // and a terminal there would change the bytes that go through it
            words.addAll(List.of("-o", "ServerAliveInterval=15", "-o", "RequestTTY=no"));
        }
        return words;
    }

    /** Whether a zone that is up may be halted. */
    boolean mayHalt() {
        return halt || live;
    }

    Set<TransferChoice> choices() {
        Set<TransferChoice> choices = EnumSet.noneOf(TransferChoice.class);
        add(choices, TransferChoice.UPDATE, update);
        add(choices, TransferChoice.FORCE, force);
        add(choices, TransferChoice.HALT, mayHalt());
        add(choices, TransferChoice.BOOT, boot);
        add(choices, TransferChoice.LIVE, live);
        add(choices, TransferChoice.DELETE, delete);
        add(choices, TransferChoice.SHARED, shared);
        add(choices, TransferChoice.CHECKSUM, checksum);
        return choices;
    }

    private static void add(Set<TransferChoice> choices, TransferChoice choice, boolean isGiven) {
        if (isGiven) {
            choices.add(choice);
        }
    }

    /** Whether there is anything that only a new move takes. */
    private boolean isMove() {
        return !operands.isEmpty()
                || dryRun
                || toBest
                || edits != null
                || name != null
                || zonepath != null
                || !choices().isEmpty();
    }

    /** What is wrong with this command line, if anything. */
    Optional<String> flaw() {
        if (list) {
            return isMove() || hasSsh() || resume != null || abort != null
                    ? Optional.of("--list goes with -R and --json only")
                    : Optional.empty();
        }
        if (resume != null || abort != null) {
            boolean more = (resume != null && abort != null) || isMove();
            return more
                    ? Optional.of("--resume and --abort go with the zone and ssh options only; the rest is known")
                    : Optional.empty();
        }
        if (toBest ? operands.size() < 2 : operands.size() != 2) {
            return Optional.of("ZONE and HOST are needed" + (toBest ? "" : ", and nothing else"));
        }
        if (toBest && (force || shared)) {
            return Optional.of("--to-best does not go with -F or --shared");
        }
        if (update && force) {
            return Optional.of("-u and -F do not go together");
        }
        if (shared && (delete || checksum || live)) {
            return Optional.of("--shared copies nothing, and does not go with --delete, --checksum or --live");
        }
        return Optional.empty();
    }

    /** The command line, the options for the host among it. */
    Arguments arguments() {
        Arguments arguments = new Arguments("zonemove", CommandSpec.forAnnotatedObject(this));
        arguments.addHostOptions();
        return arguments;
    }
}
