package org.jzones.software.sadm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Lines of contents that are rare and yet entries (spec 4.2). */
class ContentsEntryTest {
    private static Optional<ContentsEntry> parse(String line) {
        return ContentsEntry.parse(line.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void anEntryHalfMadeNamesItsPackages() {
        ContentsEntry entry = parse("/usr/bin/half ? none SUNWa SUNWb").orElseThrow();
        assertEquals("/usr/bin/half", entry.path());
        assertEquals(List.of("SUNWa", "SUNWb"), entry.packages());
    }

    @Test
    void aVolumeNumberMayStandBeforeTheFileType() {
        ContentsEntry file =
                parse("/usr/bin/x 2 f none 0555 root bin 10 20 30 SUNWa").orElseThrow();
        assertEquals('f', file.fileType());
        assertEquals(List.of("SUNWa"), file.packages());
        assertEquals(Optional.of("10 20"), file.sizeAndChecksum());
        assertEquals("/usr/bin/x 2 f none 0555 root bin 10 20 30 SUNWa\n", file.line());
        ContentsEntry link = parse("/usr/l=../x 12 s none SUNWa").orElseThrow();
        assertEquals(List.of("SUNWa"), link.packages());
    }

    @Test
    void aVolumeNumberAloneIsNoEntry() {
        assertEquals(Optional.empty(), parse("/usr/bin/x 2"));
        assertEquals(Optional.empty(), parse("/usr/bin/x 2 2 f none 0555 root bin 10 20 30 SUNWa"));
    }
}
