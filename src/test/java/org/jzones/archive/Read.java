package org.jzones.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.function.Executable;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/** Archives as tests look at them. */
final class Read {
    private Read() {}

    /** All entries, and their data by their names. */
    record All(List<ArchiveEntry> entries, Map<String, String> data) {
        ArchiveEntry entry(String name) {
            return entries.stream()
                    .filter(e -> e.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    static All all(byte[] archive) throws IOException {
        ArchiveReader reader =
                Archive.open(new ByteArrayInputStream(archive), "A").entries();
        List<ArchiveEntry> entries = new ArrayList<>();
        Map<String, String> data = new LinkedHashMap<>();
        for (Optional<ArchiveEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
            entries.add(next.get());
            data.put(next.get().name(), new String(reader.data().readAllBytes(), StandardCharsets.ISO_8859_1));
        }
        return new All(entries, data);
    }

    static ArchivePass.Contents look(byte[] archive) {
        return ArchivePass.look(new ByteArrayInputStream(archive), "A", path -> true, by -> {});
    }

    /** What is unpacked of it, read again: what tar gets. */
    static All unpacked(byte[] archive) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ArchivePass.unpack(new ByteArrayInputStream(archive), "A", Optional::of, out, by -> {});
        return all(out.toByteArray());
    }

    static void refused(Message message, Executable read) {
        assertEquals(
                message, assertThrows(Failure.class, read).problems().get(0).message());
    }
}
