package org.jzones.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

/** What comes from standard input is kept where nobody else can look, and where it goes whatever ends the command. */
class ArchiveFileTest {
    @Test
    void whatIsReadIsKeptInADirectoryOfItsOwn() throws IOException {
        byte[] bytes = "archive".getBytes(StandardCharsets.UTF_8);
        Path directory;
        try (ArchiveFile opened = ArchiveFile.open("-", new ByteArrayInputStream(bytes))) {
            directory = opened.file().resolveSibling(".").normalize();
            assertEquals("archive", Files.readString(opened.file()));
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)));
            assertTrue(Files.exists(directory.resolve(".lock")), "what a killed command leaves is never removed");
        }
        assertFalse(Files.exists(directory), "it stays");
    }
}
