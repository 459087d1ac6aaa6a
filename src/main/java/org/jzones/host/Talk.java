package org.jzones.host;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where a program that runs in our place reads and writes, and what happens meanwhile.
 *
 * @param in is read as it comes
 * @param out is flushed as it comes, and may lose its reader
 * @param err the same for what goes wrong
 * @param signals what is sent to us meanwhile
 * @param begins is told the name of the terminal that somebody gets in a zone, before it is theirs
 */
public record Talk(InputStream in, PrintStream out, PrintStream err, Signals signals, Consumer<String> begins) {
    /** The signals that this process gets. */
    public interface Signals {
        /** From now on those of these names go there; what is returned ends that. */
        Runnable to(List<String> names, Consumer<String> taker);
    }
}
