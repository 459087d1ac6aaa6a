package org.jzones.image;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file of an image, opened.
 *
 * @param size in bytes
 */
record Stored(InputStream in, long size) implements AutoCloseable {
    @Override
    public void close() throws IOException {
        in.close();
    }
}
