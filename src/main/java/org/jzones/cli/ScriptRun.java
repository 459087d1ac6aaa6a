package org.jzones.cli;

import java.util.List;
import java.util.Optional;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.shell.Lexer;
import org.jzones.shell.Script;
import org.jzones.shell.Session;

/** Runs the commands of a script to its end (spec 2.2): what an error stops depends on where they come from. */
final class ScriptRun {
    private final Console console;
    private final Session session;
    private final CommandSource source;
    private final Script script;
    private boolean failed;
    private boolean toldSpoilt;

    ScriptRun(Console console, Session session, CommandSource source) {
        this.console = console;
        this.session = session;
        this.source = source;
        this.script = new Script(session, source.kind() == CommandSource.Kind.WORDS);
    }

    int run() {
        try {
            Optional<String> line = source.next();
            while (line.isPresent() && runLine(line.get())) {
                line = source.next();
            }
        } catch (Failure e) {
            tell(e);
            script.stop();
        }
        if (!session.isAbandoned()) {
            telling(script::leaveResource);
            telling(script::finish);
        }
        return failed ? ExitStatus.FAILED : ExitStatus.DONE;
    }

    /** Runs the commands of a line; false if the script ends with it. */
    private boolean runLine(String line) {
        for (String command : Lexer.commands(line)) {
            try {
                if (script.run(command) != Session.Next.GO_ON) {
                    return false;
                }
            } catch (Failure e) {
                tell(withHint(e));
                if (session.isAbandoned() || source.kind() == CommandSource.Kind.FILE) {
                    script.stop();
                    return false;
                }
            }
        }
        return true;
    }

    private void telling(Runnable step) {
        try {
            step.run();
        } catch (Failure e) {
            tell(e);
        }
    }

    private void tell(Failure failure) {
        failed = true;
        String zone = session.zone().value();
        console.tell(source.position());
        console.tell(failure, Arguments.prefix("zonecfg", Optional.of(zone)), zone);
        if (script.isSpoilt() && !toldSpoilt) {
            toldSpoilt = true;
            console.tell(Problem.of(Message.NOTHING_SAVED), "  ", zone);
        }
    }

    /** An unknown command that is the name of a file: the user means -f. */
    private static Failure withHint(Failure failure) {
        Problem problem = failure.problems().get(0);
        boolean isFile = problem.message() == Message.COMMAND_UNKNOWN
                && isFile(problem.details().get(0));
        return isFile ? new Failure(List.of(new Problem(Message.FILE_AS_COMMAND, problem.details()))) : failure;
    }

    private static boolean isFile(String word) {
        try {
            return java.nio.file.Files.isRegularFile(java.nio.file.Path.of(word));
        } catch (java.nio.file.InvalidPathException e) {
            return false;
        }
    }
}
