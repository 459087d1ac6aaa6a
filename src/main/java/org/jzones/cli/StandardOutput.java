package org.jzones.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jzones.file.FileTrouble;

/** Standard output or error, which unlike any other print stream knows why it could not be written. */
public final class StandardOutput extends PrintStream {
    private static final String NO_READER = "Broken pipe";

    private final Descriptor written;

    public StandardOutput(FileDescriptor descriptor) {
        this(new Descriptor(new FileOutputStream(descriptor)));
    }

    private StandardOutput(Descriptor written) {
        super(new BufferedOutputStream(written), false, StandardCharsets.UTF_8);
        this.written = written;
    }

    /** Why something could not be written; empty too if its reader has had enough, who need not be told. */
    Optional<String> trouble() {
        return written.trouble.map(FileTrouble::cause).filter(cause -> !cause.equals(NO_READER));
    }

    /** What remembers the first exception that a print stream forgets. */
    private static final class Descriptor extends FilterOutputStream {
        private Optional<IOException> trouble = Optional.empty();

        Descriptor(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                trouble = trouble.or(() -> Optional.of(e));
                throw e;
            }
        }
    }
}
