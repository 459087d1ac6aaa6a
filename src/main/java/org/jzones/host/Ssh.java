package org.jzones.host;

import java.util.ArrayList;
import java.util.List;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.TransferNote;

/**
 * The user's own ssh client, and the host it leads to.
 *
 * @param words the program and its options
 */
public record Ssh(List<String> words, String host) {
    /** The client that is run unless the user names another one. */
    public static final String PROGRAM = "ssh";

    /** The status with which ssh itself fails, as opposed to what it has run. */
    public static final int NO_CONNECTION = 255;

    /** @throws Failure if that cannot be a host, but would mean something else to ssh or rsync */
    public Ssh {
        words = List.copyOf(words);
        if (!TransferNote.isHost(host)) {
            throw Failure.of(Message.REMOTE_HOST_BAD, host);
        }
    }

    /** The same with further options of ssh_config(5), which those that are there already take precedence over. */
    Ssh with(String... options) {
        List<String> more = new ArrayList<>(words);
        for (String option : options) {
            more.addAll(List.of("-o", option));
        }
        return new Ssh(more, host);
    }

    /** The argument list that prints the settings ssh has for the host, without going there; it needs no terminal. */
    List<String> settings() {
        List<String> command = new ArrayList<>(words);
        command.addAll(List.of("-T", "-G", host));
        return command;
    }

    /** The argument list that runs these words there. */
    public List<String> command(List<String> remote) {
        List<String> command = new ArrayList<>(words);
        command.add(host);
        command.add(ShellWords.line(remote));
        return command;
    }

    /** The argument list that runs a script of ours there, with these arguments as $1, $2 and so on. */
    public List<String> script(String script, String... arguments) {
        return command(Processes.script(script, arguments));
    }

    /** The options that make rsync come this way; the host is not among them. */
    public List<String> rsyncOptions() {
        return List.of("-e", ShellWords.forRsync(words));
    }

    /** The operand of rsync that means the directory there. */
    public String rsyncOperand(String directory) {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return name + ":" + directory;
    }
}
