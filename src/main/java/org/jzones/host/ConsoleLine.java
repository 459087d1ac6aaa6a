package org.jzones.host;

import java.io.IOException;

/** The console of a zone that is up, as long as it is (spec 5.7). */
public interface ConsoleLine extends AutoCloseable {
    /**
     * Waits for what it shows next; -1 when the zone has come to its end.
     *
     * @param buffer of {@link #longest} bytes
     */
    int receive(byte[] buffer) throws IOException;

    /** How many bytes may come at once. */
    int longest();

    /** Types so many of these bytes. @throws IOException if the zone has come to its end */
    void send(byte[] keys, int length) throws IOException;

    /** Says how large the terminal is. */
    void resize(int rows, int columns);

    @Override
    void close();
}
