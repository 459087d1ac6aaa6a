package org.jzones.archive;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** That what was read of an archive could not be written: no fault of the archive. */
public final class OutputFailed extends RuntimeException {
    private final transient IOException io;

    private OutputFailed(IOException io) {
        super(io);
        this.io = io;
    }

    /** Why. */
    public IOException io() {
        return io;
    }

    /** The same stream, whose failures are told from those of what is read meanwhile. */
    public static OutputStream telling(OutputStream out) {
        return new Output(out);
    }

    private static final class Output extends FilterOutputStream {
        Output(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) {
            try {
                out.write(buffer, offset, length);
            } catch (IOException e) {
                throw new OutputFailed(e);
            }
        }

        @Override
        public void flush() {
            try {
                out.flush();
            } catch (IOException e) {
                throw new OutputFailed(e);
            }
        }
    }
}
