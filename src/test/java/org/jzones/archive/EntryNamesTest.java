package org.jzones.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jzones.archive.ArchiveEntry.Kind;
import org.jzones.model.Message;

/** No name of an archive leads out of where it is unpacked (spec 6.5). */
class EntryNamesTest {
    private final EntryNames names = new EntryNames("A");

    private String add(String name, Kind kind) {
        return add(name, kind, "");
    }

    private String add(String name, Kind kind, String target) {
        return names.add(new ArchiveEntry(name, kind, 0644, 0, 0, 0, 0, 0, target, Optional.empty()));
    }

    private void refused(Message message, String name, Kind kind) {
        Read.refused(message, () -> add(name, kind));
    }

    @ParameterizedTest
    @CsvSource({"a,a", "./a,a", "a/,a", ".//a/./b//,a/b", "...,...", "..a/b..,..a/b..", ".,''", "./,''"})
    void whatIsSuperfluousIsLeftOut(String name, String path) {
        assertEquals(path, add(name, Kind.DIRECTORY));
    }

    @ParameterizedTest
    @CsvSource({
        "/,ARCHIVE_ABSOLUTE",
        "/a,ARCHIVE_ABSOLUTE",
        "//a,ARCHIVE_ABSOLUTE",
        "..,ARCHIVE_UPWARDS",
        "../a,ARCHIVE_UPWARDS",
        "a/..,ARCHIVE_UPWARDS",
        "a/../b,ARCHIVE_UPWARDS",
        "./../a,ARCHIVE_UPWARDS",
        "'',ARCHIVE_NAME_EMPTY",
        ".,ARCHIVE_NAME_EMPTY",
        "./.,ARCHIVE_NAME_EMPTY"
    })
    void whatLeadsOutIsRefused(String name, Message message) {
        refused(message, name, Kind.FILE);
    }

    @Test
    void namesHaveLimits() {
        assertEquals("a".repeat(255), add("a".repeat(255), Kind.FILE));
        refused(Message.ARCHIVE_NAME_LENGTH, "b/" + "a".repeat(256), Kind.FILE);
        refused(Message.ARCHIVE_NAME_LENGTH, "b/".repeat(512), Kind.DIRECTORY);
        refused(Message.ARCHIVE_NAME_NUL, "a\0b", Kind.FILE);
    }

    @Test
    void nothingLeadsThroughWhatIsNoDirectory() {
        add("link", Kind.LINK);
        add("file", Kind.FILE);
        refused(Message.ARCHIVE_THROUGH, "link/a", Kind.FILE);
        refused(Message.ARCHIVE_THROUGH, "./link//b/c", Kind.FILE);
        refused(Message.ARCHIVE_THROUGH, "file/a", Kind.DIRECTORY);
    }

    /** A directory that only others are in is one all the same. */
    @Test
    void nothingBecomesSomethingElse() {
        add("a/b/c", Kind.FILE);
        refused(Message.ARCHIVE_TWO_KINDS, "a", Kind.LINK);
        refused(Message.ARCHIVE_TWO_KINDS, "a/b", Kind.FILE);
        refused(Message.ARCHIVE_TWO_KINDS, "a/b/c", Kind.LINK);
        refused(Message.ARCHIVE_TWO_KINDS, "./a//b/c", Kind.NODE);
        assertEquals("a/b/c", add("a/b/c", Kind.FILE));
        assertEquals("a/b", add("a/b", Kind.DIRECTORY));
    }

    @Test
    void hardLinksAreOfFilesBeforeThem() {
        add("file", Kind.FILE);
        add("link", Kind.LINK);
        add("directory", Kind.DIRECTORY);
        assertEquals("b", add("b", Kind.HARD_LINK, "./file"));
        assertEquals("c", add("c", Kind.HARD_LINK, "b"));
        for (String target : List.of("later", "link", "directory", ".")) {
            Read.refused(Message.ARCHIVE_HARD_LINK, () -> add("d", Kind.HARD_LINK, target));
        }
        Read.refused(Message.ARCHIVE_UPWARDS, () -> add("d", Kind.HARD_LINK, "../file"));
        Read.refused(Message.ARCHIVE_ABSOLUTE, () -> add("d", Kind.HARD_LINK, "/etc/shadow"));
    }

    @Test
    void theKindOfANameIsKnown() {
        add("a/b", Kind.FIFO);
        assertEquals(Optional.of(Kind.DIRECTORY), names.kindOf("a"));
        assertEquals(Optional.of(Kind.FIFO), names.kindOf("./a/b"));
        assertEquals(Optional.of(Kind.DIRECTORY), names.kindOf("."));
        assertEquals(Optional.empty(), names.kindOf("a/c"));
        assertEquals(List.of("a"), names.tops());
    }

    @Test
    void whatIsShownSteersNoTerminal() {
        assertEquals("a\\033[2Jb\\012", ArchiveEntry.shown("a\033[2Jb\n"));
        assertEquals("caf\u00e9", ArchiveEntry.shown("caf\u00c3\u00a9"));
        assertEquals("caf\\351", ArchiveEntry.shown("caf\u00e9"));
    }
}
