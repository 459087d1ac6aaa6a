package org.jzones.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NotLinkException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/** What is told of an exception never is the path alone, which stands in front already. */
class FileTroubleTest {
    @Test
    void anExceptionWithoutAReasonHasNone() {
        for (IOException e : List.of(
                new FileSystemException("/x"),
                new FileSystemException("/x", "/y", null),
                new FileSystemLoopException("/x"),
                new NotLinkException("/x"),
                new IOException())) {
            Failure failure = FileTrouble.removing("/x", e);
            assertEquals(
                    Failure.of(Message.FILE_REMOVE, "/x", "the system gives no reason")
                            .problems(),
                    failure.problems());
        }
    }

    @Test
    void theReasonOfTheSystemIsTold() {
        assertEquals(
                "No space left on device",
                FileTrouble.cause(new FileSystemException("/x", null, "No space left on device")));
        assertEquals("Broken pipe", FileTrouble.cause(new IOException("Broken pipe")));
    }
}
