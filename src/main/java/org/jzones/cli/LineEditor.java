package org.jzones.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Optional;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jzones.model.FileNames;
import org.jzones.shell.Words;

/** A line reader with the habits of bash: TAB lists what a word can become and inserts none of it, Ctrl-C shows ^C. */
final class LineEditor extends LineReaderImpl {
    private static final String HISTORY = ".zonecfg_history";

    /** @param home where the history is kept, if it is known */
    LineEditor(Terminal terminal, Words words, Optional<String> home) {
        super(terminal, "zonecfg", new HashMap<>());
        DefaultParser reading = new DefaultParser();
        reading.setEscapeChars(new char[0]);
        reading.setQuoteChars(new char[0]);
        setParser(reading);
        setCompleter((line, parsed, offered) -> words.complete(parsed.line().substring(0, parsed.cursor()))
                .forEach(word -> offered.add(candidate(word))));
        option(LineReader.Option.AUTO_MENU, false);
        option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
        option(LineReader.Option.BRACKETED_PASTE, false);
        option(LineReader.Option.INSERT_TAB, false);
        home.filter(h -> !h.isEmpty() && FileNames.isReadable(h))
                .ifPresent(h -> setVariable(LineReader.HISTORY_FILE, Path.of(h, HISTORY)));
    }

    /** What ends in one of these goes on without a blank. */
    private static Candidate candidate(String word) {
        boolean whole = word.isEmpty() || "=/,(".indexOf(word.charAt(word.length() - 1)) < 0;
        return new Candidate(word, word, null, null, null, null, whole);
    }

    @Override
    protected void cleanup() {
        if (state == State.NORMAL) { // nothing has brought the line to an end
            buf.cursor(buf.length());
            buf.write("^C");
        }
        super.cleanup();
    }
}
