package org.jzones.cli;

import java.io.IOException;
import java.util.List;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.shell.Lexer;
import org.jzones.shell.Parser;
import org.jzones.shell.Session;
import org.jzones.store.FileTrouble;

/** A session at a terminal, with line editing (spec 2.1): Ctrl-C abandons the line, end of file the session. */
final class InteractiveRun {
    private static final int DEFAULT_COLUMNS = 80;

    private final Console console;
    private final Session session;
    private final LineReader reader;
    private boolean failed;

    private InteractiveRun(Console console, Session session, LineReader reader) {
        this.console = console;
        this.session = session;
        this.reader = reader;
    }

    static int run(Console console, Session session) {
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
            if (terminal.getWidth() == 0) {
                terminal.setSize(new Size(DEFAULT_COLUMNS, Math.max(terminal.getHeight(), 1)));
            }
            LineReader reader = LineReaderBuilder.builder()
                    .terminal(terminal)
                    .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                    .option(LineReader.Option.BRACKETED_PASTE, false)
                    .build();
            return new InteractiveRun(console, session, reader).run();
        } catch (IOException e) {
            throw FileTrouble.reading("the terminal", e);
        }
    }

    private int run() {
        if (session.isUnknown()) {
            console.tell(List.of(session.zone() + ": No such zone configured"));
            console.show(List.of("Use 'create' to begin configuring a new zone."));
        }
        while (true) {
            if (!runLine() && finish()) {
                return failed ? ExitStatus.FAILED : ExitStatus.DONE;
            }
        }
    }

    /** Reads and runs one line; false if the user wants to leave. */
    private boolean runLine() {
        try {
            for (String command : Lexer.commands(reader.readLine(session.prompt()))) {
                if (session.execute(Parser.parse(command)) == Session.Next.LEAVE) {
                    return false;
                }
            }
            return true;
        } catch (UserInterruptException e) {
            return true;
        } catch (EndOfFileException e) {
            return false;
        } catch (Failure e) {
            tell(e);
            return true;
        }
    }

    /** Saves what is pending; true if the session can end, saved or given up. */
    private boolean finish() {
        try {
            session.finish();
            return true;
        } catch (Failure e) {
            tell(e);
            failed = true;
            return console.ask(Problem.of(Message.ASK_QUIT), session.zone().value())
                    .orElse(true);
        }
    }

    private void tell(Failure failure) {
        String zone = session.zone().value();
        console.tell(failure, "zonecfg: zone '" + zone + "': ", zone);
    }
}
