package org.jzones.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jzones.file.FileTrouble;
import org.jzones.host.Processes;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.shell.Lexer;
import org.jzones.shell.Parser;
import org.jzones.shell.Session;
import org.jzones.shell.Words;

/**
 * A session at a terminal (spec 2.1): line editing, a history of the user's, completion. Ctrl-C abandons the line, end of
 * file the session; what is longer than the screen goes through a pager.
 */
final class InteractiveRun {
    private static final int DEFAULT_COLUMNS = 80;

    private final Console console;
    private final Session session;
    private final Terminal terminal;
    private final LineReader reader;
    private boolean failed;

    private InteractiveRun(Console console, Session session, Words words, Terminal terminal) {
        this.console = console;
        this.session = session;
        this.terminal = terminal;
        this.reader = new LineEditor(
                terminal, words, Optional.ofNullable(console.io().environment().get("HOME")));
    }

    static int run(Console console, Session session, Words words) {
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
            if (terminal.getWidth() == 0) {
                terminal.setSize(new Size(DEFAULT_COLUMNS, Math.max(terminal.getHeight(), 1)));
            }
            InteractiveRun run = new InteractiveRun(console, session, words, terminal);
            console.pageWith(run::page);
            console.measureWith(terminal::getWidth);
            return run.run();
        } catch (IOException e) {
            throw FileTrouble.reading("the terminal", e);
        }
    }

    private int run() {
        if (session.isUnknown()) {
            console.tellText(List.of(session.zone() + ": No such zone configured"));
            console.showText(List.of("Use 'create' to begin configuring a new zone."));
        }
        while (true) {
            Session.Next next = runLine();
            if (next != Session.Next.GO_ON && finish(next)) {
                return failed ? ExitStatus.FAILED : ExitStatus.DONE;
            }
        }
    }

    /** Reads and runs one line. */
    private Session.Next runLine() {
        try {
            for (String command : Lexer.commands(reader.readLine(session.prompt()))) {
                Session.Next next = session.execute(Parser.parse(command));
                if (next != Session.Next.GO_ON) {
                    return next;
                }
            }
            return Session.Next.GO_ON;
        } catch (UserInterruptException e) {
            return Session.Next.GO_ON;
        } catch (EndOfFileException e) {
            return Session.Next.LEAVE;
        } catch (Failure e) {
            tell(e);
            return Session.Next.GO_ON;
        }
    }

    /** Saves what is pending; true if the session can end, saved or given up. */
    private boolean finish(Session.Next next) {
        try {
            session.finish();
            return true;
        } catch (Failure e) {
            tell(e);
            return next == Session.Next.LEAVE_ANYWAY
                    || console.ask(Problem.of(Message.ASK_QUIT), session.zone().value())
                            .orElse(true);
        }
    }

    /** Shows the lines through the user's pager if they do not fit on the screen; false if that is not to be or fails. */
    private boolean page(List<String> lines) {
        if (lines.size() < terminal.getHeight() || !console.io().outIsTerminal()) {
            return false;
        }
        String pager = console.io().environment().getOrDefault("PAGER", "more");
        try {
            new Processes().show(List.of(pager.strip().split("[ \t]+")), lines);
            return true;
        } catch (Failure e) {
            return false; // no pager: the lines are shown as they are
        }
    }

    private void tell(Failure failure) {
        failed = true;
        String zone = session.zone().value();
        console.tell(failure, Arguments.prefix("zonecfg", Optional.of(zone)), zone);
    }
}
