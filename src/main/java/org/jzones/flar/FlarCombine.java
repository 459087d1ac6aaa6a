package org.jzones.flar;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jzones.archive.FlarHead;
import org.jzones.file.FileTrouble;
import org.jzones.file.WholeFiles;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/** {@code zoneflar combine}: a flash archive of files with the names of its sections. */
public final class FlarCombine {
    private static final int LARGEST_SECTION = 1 << 20;

    private FlarCombine() {}

    /**
     * Writes the archive, whole or not at all.
     *
     * @param directory where the files are
     * @param sections names of files, in the order of the archive
     * @throws Failure if a file is missing, if what would be made could not be read, or if there is something in its place
     */
    public static void apply(Path directory, List<String> sections, Path target) {
        sections.forEach(FlarSections::requireName);
        WholeFiles.requireNothing(target);
        byte[] head = head(directory, sections, target.toString());
        Path itself = directory.resolve(FlarHead.ARCHIVE);
        requireRegular(itself);
        try (InputStream payload = Files.newInputStream(itself);
                WholeFiles files = new WholeFiles()) {
            try (OutputStream out = files.open(target)) {
                out.write(head);
                payload.transferTo(out);
            }
            files.keep();
        } catch (IOException e) {
            throw FileTrouble.reading(itself.toString(), e);
        }
    }

    /** All in front of the archive, which is read once to see that others can. */
    private static byte[] head(Path directory, List<String> sections, String shown) {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (String section : sections) {
            boolean isNamed = !section.equals(FlarSections.COOKIE);
            if (isNamed) {
                line(head, "section_begin=" + section);
            }
            if (!section.equals(FlarHead.ARCHIVE)) {
                head.writeBytes(lines(directory.resolve(section)));
                if (isNamed) {
                    line(head, "section_end=" + section);
                }
            }
        }
        try {
            FlarHead.read(new ByteArrayInputStream(head.toByteArray()), shown);
        } catch (IOException e) {
            throw FileTrouble.reading(shown, e);
        }
        return head.toByteArray();
    }

    private static void line(ByteArrayOutputStream out, String text) {
        out.writeBytes((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The text of a file, the last line of which has an end too. */
    private static byte[] lines(Path file) {
        requireRegular(file);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (InputStream in = Files.newInputStream(file)) {
            text.writeBytes(in.readNBytes(LARGEST_SECTION + 1));
        } catch (IOException e) {
            throw FileTrouble.reading(file.toString(), e);
        }
        if (text.size() > LARGEST_SECTION) {
            throw Failure.of(Message.FILE_TOO_LARGE, file, LARGEST_SECTION >> 20);
        }
        byte[] bytes = text.toByteArray();
        if (bytes.length > 0 && bytes[bytes.length - 1] != '\n') {
            text.write('\n');
        }
        return text.toByteArray();
    }

    private static void requireRegular(Path file) {
        if (Files.isDirectory(file)) {
            throw Failure.of(Message.FILE_IS_DIRECTORY, file);
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw Failure.of(Message.FILE_NOT_REGULAR, file);
        }
    }
}
